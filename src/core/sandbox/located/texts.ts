/** People who do not exist. Contoso is the company that Microsoft's own examples are about. */
const PEOPLE: readonly (readonly [string, string])[] = [
  ['Ada', 'Brandt'],
  ['Noor', 'Haddad'],
  ['Mei', 'Tanaka'],
  ['Jonas', 'Lindqvist'],
  ['Amara', 'Okafor'],
  ['Lucia', 'Rivera'],
  ['Piotr', 'Nowak'],
  ['Grace', 'Mensah'],
];

/** What a text is made from. */
export interface TextSource {
  /** Short name of the object's type. */
  readonly title: string;
  /** The object describes a person. */
  readonly isPerson: boolean;
  /** A number below a limit, the same for each text of the object. */
  readonly number: (below: number) => number;
  /** A GUID for this text. */
  readonly guid: () => string;
  /** It has to be an absolute address. */
  readonly isUrl: boolean;
}

interface Words extends TextSource {
  readonly name: string;
  readonly given: string;
  readonly family: string;
}

/** Texts by the names of properties, the first that fits. */
const RULES: readonly (readonly [RegExp, (words: Words) => string])[] = [
  [/mail|userPrincipalName|upn$/i, ({ given, family }) => `${given}.${family}@contoso.com`.toLowerCase()],
  [/(?:url|uri|link|website|homepage)s?$/i, ({ name }) => addressOf(name)],
  [/givenName|firstName/i, ({ given }) => given],
  [/surname|lastName/i, ({ family }) => family],
  [/phone|fax|mobile/i, ({ number }) => `+1 425 555 01${String(10 + number(90))}`],
  [/^id$|[a-z]Ids?$/, ({ guid }) => guid()],
  [
    /^(?:display|full)?name$/i,
    ({ isPerson, given, family, title, number }) =>
      isPerson ? `${given} ${family}` : `${wordsOf(title)} ${1 + number(99)}`,
  ],
  [/country/i, () => 'US'],
  [/city/i, () => 'Seattle'],
  [/postalCode/i, () => '98101'],
  [/street/i, ({ number }) => `${1 + number(400)} Pine Street`],
  [/department/i, () => 'Sales'],
  [/jobTitle/i, () => 'Account manager'],
  [/company|publisher|manufacturer|vendor/i, () => 'Contoso'],
  [/language|locale|culture/i, () => 'en-US'],
  [/timeZone/i, () => 'UTC'],
  [/currency/i, () => 'USD'],
  [/ip(?:v4)?Address/i, ({ number }) => `203.0.113.${1 + number(250)}`],
  [/domain/i, () => 'contoso.com'],
  [/version/i, ({ number }) => `1.${number(10)}`],
  [
    /description|notes|summary|comment|remarks/i,
    ({ title }) => `Made up by the sandbox: a ${wordsOf(title).toLowerCase()}.`,
  ],
];

/** A text that a property of that name could have. */
export function plausibleText(name: string, source: TextSource): string {
  if (source.isUrl) return addressOf(name);
  const [given, family] = PEOPLE[source.number(PEOPLE.length)] ?? ['Ada', 'Brandt'];
  const [, make] = RULES.find(([pattern]) => pattern.test(name)) ?? [];
  return make === undefined ? wordsOf(name) : make({ ...source, name, given, family });
}

function addressOf(name: string): string {
  return `https://contoso.com/${wordsOf(name).toLowerCase().replaceAll(' ', '-')}`;
}

/** `Office location` of `officeLocation`. */
function wordsOf(name: string): string {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/_/g, ' ')
    .toLowerCase()
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
