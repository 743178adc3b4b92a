/** Right values of texts that have a form which no metadata tells of, by type and property. */
const EXAMPLES: Readonly<Record<string, unknown>> = {
  'microsoft.graph.dateTimeTimeZone/dateTime': '2026-01-31T08:30:00',
  'microsoft.graph.dateTimeTimeZone/timeZone': 'UTC',
  'microsoft.graph.emailAddress/address': 'adele@contoso.com',
  'microsoft.graph.localeInfo/locale': 'en-US',
  'microsoft.graph.mailboxSettings/timeZone': 'UTC',
  'microsoft.graph.user/businessPhones': ['+1 425 555 0100'],
  'microsoft.graph.user/preferredLanguage': 'en-US',
  'microsoft.graph.user/usageLocation': 'NO',
  'microsoft.graph.user/userPrincipalName': 'adele@contoso.com',
};

/** The example of a property by the full name of the type that declares it. */
export function knownExample(type: string, property: string): { readonly examples?: readonly unknown[] } {
  const example = EXAMPLES[`${type}/${property}`];
  return example === undefined ? {} : { examples: [example] };
}
