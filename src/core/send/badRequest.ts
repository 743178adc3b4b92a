import type { GraphError } from './outcome.ts';

/**
 * What is behind a 400, and what to do. Nothing but advice depends on the words of the message: services
 * phrase them as they like.
 *
 * @param working a sentence with the URL to use, where the request's is the API page's own
 */
export function badRequestAdvice(
  error: GraphError,
  working: string | undefined,
): { readonly cause: string; readonly advice: readonly string[] } {
  const text = [error.code, error.message, ...error.details.map(({ message }) => message)].join('\n');
  const property = propertyNamed(error);
  const found = FORMS.find(({ find }) => find.test(text));
  const subject = property === undefined ? 'a property of the body' : `"${property}"`;
  const cause =
    found?.cause(subject) ??
    (property === undefined ? GENERAL : `The service does not accept the value of ${subject}.`);
  const advice =
    found?.advice(subject) ??
    (property === undefined
      ? GENERAL_ADVICE
      : [`Check the name, the type and the value of ${subject} against the API page.`]);
  return { cause, advice: working === undefined ? advice : [working, ...advice] };
}

const GENERAL = 'The service could not use the request as it is.';
const GENERAL_ADVICE = [
  'Send the properties one by one, to find the one that it means.',
  'Remove properties that came from a GET and cannot be changed.',
];

/** A way in which services phrase a 400, and what it comes to. */
interface Form {
  readonly find: RegExp;
  readonly cause: (subject: string) => string;
  readonly advice: (subject: string) => readonly string[];
}

const FORMS: readonly Form[] = [
  {
    find: /no (?:method|odata route).*match|resource not found for the segment|invalid version|unsupported segment|segment .* (?:refers|is not)/i,
    cause: () => 'The service has nothing that can be changed at this URL.',
    advice: () => ['Compare the URL with the API page: version, spelling, and the id at its end.'],
  },
  {
    find: /read-?only|cannot be (?:set|updated|modified|changed)|not (?:updatable|editable)|set action is invalid/i,
    cause: (subject) => `The service does not let ${subject} be changed by this request.`,
    advice: (subject) => [`Remove ${subject} from the body: what is absent stays as it is.`],
  },
  {
    find: /does not exist on type|invalid property|undeclared property|not a (?:declared|valid) property|could not find a property/i,
    cause: (subject) => `The service does not know ${subject}.`,
    advice: (subject) => [
      `Correct the name of ${subject}, or remove it.`,
      'Some properties are in one API version only: try the other one.',
    ],
  },
  {
    find: /without a type name|no expected type|abstract|type name .* (?:could not|not found)|odata\.type/i,
    cause: () => 'The service cannot tell of which type a nested object is.',
    advice: () => ['Add "@odata.type": "#microsoft.graph.…" as the first property of the nested object.'],
  },
  {
    find: /null value|cannot be null|not nullable|must not be null/i,
    cause: (subject) => `${capital(subject)} cannot be empty.`,
    advice: (subject) => [`Give ${subject} a value, or leave it out to keep the one it has.`],
  },
  {
    find: /unable to read json|json .*(?:malformed|invalid|not valid)|invalid json|not valid json|unexpected (?:end|character|token)/i,
    cause: () => 'The service could not read the body as JSON.',
    advice: () => ['Correct the JSON: look for a missing comma, quote or bracket.'],
  },
  {
    find: /content-type header/i,
    cause: () => 'The request does not say what type its body has.',
    advice: () => ['Set the header Content-Type: application/json.'],
  },
  {
    find: /cannot convert|expected type|does not match schema|invalid value|format of value|value .* (?:is invalid|is not valid)/i,
    cause: (subject) =>
      `The value of ${subject} is not of the type, or not one of the values, that the service expects.`,
    advice: (subject) => [`Correct the value of ${subject}; the hover text shows its type and an example.`],
  },
];

/** How services put the name of a property into a message. */
const NAMED: readonly RegExp[] = [
  /\bpropert(?:y|ies)(?:\s+named?|\s+with\s+name)?\s*[:=]?\s*['"`‘“]([\w.@/-]{1,120})['"`’”]/i,
  /['"`‘“]([\w.@/-]{1,120})['"`’”]\s+(?:property|is\s+(?:read-?only|not\s+a\s+(?:valid|declared)))/i,
  /\bproperty\s+([A-Za-z][\w.]{0,119})\s+(?:is|in|has|cannot|does|of|value)\b/i,
  /\bvalue\s+specified\s+for\s+(?:property\s+)?['"]?([A-Za-z][\w.]{0,119})/i,
];

/** The property that an error is about, from `target`, a detail, or its message. */
export function propertyNamed(error: GraphError): string | undefined {
  const target = error.target ?? error.details.find((each) => each.target !== undefined)?.target;
  if (target !== undefined && /^[\w.@/-]{1,120}$/.test(target)) return target;
  for (const text of [error.message, ...error.details.map(({ message }) => message)]) {
    for (const pattern of NAMED) {
      const name = pattern.exec(text.slice(0, 2_000))?.[1];
      if (name !== undefined) return name;
    }
  }
  return undefined;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
