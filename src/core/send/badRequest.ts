import type { GraphError } from './outcome.ts';

/** What a refusal means and what to do about it, as sentences. */
interface Meaning {
  readonly cause: string;
  /** Best first. */
  readonly advice: readonly string[];
}

/** One thing that is wrong, as the service put it: never two of them in one. */
interface Mistake {
  /** Code and message, to be searched for known forms. */
  readonly text: string;
  /** The property that it is about, where it names one. */
  readonly property: string | undefined;
}

/** So many pieces of advice are read; the details have the rest. */
const MOST_ADVICE = 5;

/**
 * What is behind a 400, and what to do. Each detail is judged by its own target and message. Nothing but advice
 * depends on the words of the message: services phrase them as they like.
 *
 * @param working a sentence with the URL to use, where the request's is the API page's own
 */
export function badRequestAdvice(error: GraphError, working: string | undefined): Meaning {
  const meanings = mistakesOf(error).map((mistake) => ({ ...mistake, ...meaningOf(mistake) }));
  const { cause, advice } = together(meanings);
  return { cause, advice: working === undefined ? advice : [working, ...advice] };
}

/** Whether a message says that the path is there, but in another API version. */
export function namesOtherVersion(message: string): boolean {
  return OTHER_VERSION.test(message) || INVALID_VERSION.test(message);
}

const OTHER_VERSION = /\bexists in (?:v1\.0|beta)(?: and (?:v1\.0|beta))? only\b/i;
const INVALID_VERSION = /\binvalid version\b/i;

/** The details that say something, or else the error itself. */
function mistakesOf(error: GraphError): readonly Mistake[] {
  const { details } = error;
  const told = details.map(({ code, message, target }) => {
    const words = message === '' && details.length === 1 ? error.message : message;
    return mistake(code, words, target);
  });
  const telling = told.filter((each) => each.property !== undefined || formOf(each) !== undefined);
  return telling.length > 0 ? telling : [mistake(error.code, error.message, error.target)];
}

function mistake(code: string, message: string, target: string | undefined): Mistake {
  return { text: `${code}\n${message}`.slice(0, 2_000), property: nameIn(target, message) };
}

function formOf({ text }: Mistake): Form | undefined {
  return FORMS.find(({ find }) => find.test(text));
}

function meaningOf(mistake: Mistake): Meaning {
  const { property, text } = mistake;
  const form = formOf(mistake);
  if (form !== undefined) {
    const subject = property === undefined ? undefined : `"${property}"`;
    return {
      cause: form.cause(subject ?? SOME_PROPERTY),
      advice: form.advice(subject ?? SOME_PROPERTY, text),
    };
  }
  if (property !== undefined) return { cause: namedCause([property]), advice: [correct(property)] };
  return isVague(text) ? GENERAL : NAMED_ELSEWHERE;
}

function together(meanings: readonly (Mistake & Meaning)[]): Meaning {
  const [first, ...rest] = meanings;
  if (first === undefined) return GENERAL;
  if (rest.length === 0) return first;
  const names = [...new Set(meanings.flatMap(({ property }) => property ?? []))];
  const advice = [...new Set(meanings.flatMap((each) => each.advice.slice(0, 1)))];
  return {
    cause: names.length === 0 ? NAMED_ELSEWHERE.cause : namedCause(names),
    advice: advice.slice(0, MOST_ADVICE),
  };
}

function namedCause(names: readonly string[]): string {
  const quoted = names.slice(0, MOST_ADVICE).map((name) => `"${name}"`);
  const more = names.length > quoted.length ? ['others'] : [];
  const all = [...quoted, ...more];
  const last = all.pop() ?? '';
  return `The service names what is wrong with ${all.length === 0 ? last : `${all.join(', ')} and ${last}`}.`;
}

function correct(property: string): string {
  return `Correct "${property}" as the message says; the hover text shows what the API page says about it.`;
}

/** Messages that say no more than the status does. */
function isVague(text: string): boolean {
  const message = text.slice(text.indexOf('\n') + 1).trim();
  return (
    message.split(/\s+/).length < 4 ||
    /one or more|\b(?:bad|invalid) (?:request|input|body|data|values?|argument)|error (?:has )?occurred|try again/i.test(
      message,
    )
  );
}

const SOME_PROPERTY = 'a property of the body';

const GENERAL: Meaning = {
  cause: 'The service could not use the request as it is.',
  advice: [
    'Send the properties one by one, to find the one that it means.',
    'Remove properties that came from a GET and cannot be changed.',
  ],
};

const NAMED_ELSEWHERE: Meaning = {
  cause: 'The service names what is wrong in its message.',
  advice: ['Change what the message names, then send again.'],
};

/** A way in which services phrase a 400, and what it comes to. */
interface Form {
  readonly find: RegExp;
  readonly cause: (subject: string) => string;
  readonly advice: (subject: string, text: string) => readonly string[];
}

const FORMS: readonly Form[] = [
  {
    find: OTHER_VERSION,
    cause: () => 'The service has this path, but in another API version.',
    advice: (_subject, text) => {
      const versions = /exists in (.{1,20}?) only/i.exec(text)?.[1]?.replace(' and ', ' or ');
      return [`Change the version in the URL${versions === undefined ? '' : ` to ${versions}`}.`];
    },
  },
  {
    find: INVALID_VERSION,
    cause: () => 'The service does not have the API version in the URL.',
    advice: () => ['Start the path with /v1.0 or /beta.'],
  },
  {
    find: /no (?:method|odata route).*match|resource not found for the segment|path ends too early|unsupported segment|segment .* (?:refers|is not)/i,
    cause: () => 'The service has nothing that can be changed at this URL.',
    advice: () => ['Compare the URL with the API page: version, spelling, and the id at its end.'],
  },
  {
    find: /read-?only|cannot be (?:set|updated|modified|changed)|not (?:updatable|editable)|set action is invalid/i,
    cause: (subject) => `The service does not let ${subject} be changed by this request.`,
    advice: (subject) => [`Remove ${subject} from the body: what is absent stays as it is.`],
  },
  {
    find: /does not exist on (?:the )?type|invalid property|undeclared property|not a (?:declared|valid) property|could not find a property/i,
    cause: (subject) => `The service does not know ${subject}.`,
    advice: (subject) => [
      `Correct the name of ${subject}, or remove it.`,
      'Some properties are in one API version only: try the other one.',
    ],
  },
  {
    find: /without a type name|no expected type|@odata\.type['"]? (?:is )?missing/i,
    cause: () => 'The service cannot tell of which type a nested object is.',
    advice: () => ['Add "@odata.type": "#microsoft.graph.…" as the first property of the nested object.'],
  },
  {
    find: /\babstract\b/i,
    cause: () => 'The service cannot make an object of an abstract type.',
    advice: () => ['Let "@odata.type" name a type that is derived from it.'],
  },
  {
    find: /not assignable|says that it is not|not compatible with the expected type|type name .* (?:could not|not found)|type named .* could not/i,
    cause: () => 'An "@odata.type" in the body names a type that does not fit its place.',
    advice: () => ['Correct that "@odata.type"; in the body itself it can also be left out.'],
  },
  {
    find: /null value|cannot be null|not nullable|must not be null/i,
    cause: (subject) => `${capital(subject)} cannot be null.`,
    advice: (subject) => [
      `Give ${subject} a value, or leave it out to keep the one it has; a collection is emptied with [].`,
    ],
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
    find: /\bproperty\b.*\bis (?:missing|required)\b|['"`’”] is (?:missing|required)\b|missing (?:a )?required property/i,
    cause: (subject) => `${capital(subject)} is missing.`,
    advice: (subject) => [
      `Add ${subject === SOME_PROPERTY ? 'the property that the message names' : subject}.`,
    ],
  },
  {
    find: /\bleave ['"`‘“].{1,130}['"`’”] out\b/i,
    cause: (subject) => `The service does not take ${subject} in this request.`,
    advice: (subject) => [`Remove ${subject} from the body.`],
  },
  {
    find: /\b(?:must|should|has to|have to|at most|at least|more than|less than|longer than|shorter than|exceeds?|maximum|minimum)\b/i,
    cause: (subject) =>
      subject === SOME_PROPERTY ? NAMED_ELSEWHERE.cause : `The service names what is wrong with ${subject}.`,
    advice: (subject) =>
      subject === SOME_PROPERTY ? NAMED_ELSEWHERE.advice : [correct(subject.slice(1, -1))],
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
  /['"`‘“]([\w.@/-]{1,120})['"`’”]\s+(?:property|is\s+(?:missing|required|read-?only|not\s+a\s+(?:valid|declared)))/i,
  /\bleave\s+['"`‘“]([\w.@/-]{1,120})['"`’”]\s+out\b/i,
  /\bproperty\s+([A-Za-z][\w.]{0,119})\s+(?:is|in|has|cannot|does|of|value)\b/i,
  /\bvalue\s+specified\s+for\s+(?:property\s+)?['"]?([A-Za-z][\w.]{0,119})/i,
];

/** The property that an error is about: of the first thing that it names. */
export function propertyNamed(error: GraphError): string | undefined {
  return mistakesOf(error)[0]?.property;
}

function nameIn(target: string | undefined, message: string): string | undefined {
  if (target !== undefined && /^[\w.@/-]{1,120}$/.test(target)) return target;
  for (const pattern of NAMED) {
    const name = pattern.exec(message.slice(0, 2_000))?.[1];
    if (name !== undefined) return name;
  }
  return undefined;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
