import { MISSING } from '../named/words.ts';
import type { Advice } from './advice.ts';

/** The subject of a sentence where nobody knows which property is meant. */
export const SOME_PROPERTY = 'a property of the body';

/** What is said where the message says more than can be told from here. */
export const NAMED_ELSEWHERE: Advice = {
  cause: 'The service names what is wrong in its message.',
  advice: ['Change what the message names, then send again.'],
};

/** How services say that the path is in another API version. */
const OTHER_VERSION = /\bexists in (?:v1\.0|beta)(?: and (?:v1\.0|beta))? only\b/i;
/** How services say that there is no such API version. */
const INVALID_VERSION = /\binvalid version\b/i;

/** A way in which services phrase a 400, and what it comes to. */
export interface Form {
  readonly find: RegExp;
  /** Whether the property is not wanted at all. */
  readonly unwanted?: true;
  /** Whether it helps to know the type of the property. */
  readonly isAboutValue?: true;
  readonly cause: (subject: string) => string;
  /** @param hovers whether hovers show the types of this resource, whose schema is known */
  readonly advice: (subject: string, text: string, hovers: boolean) => readonly string[];
}

/** The ways in which services phrase a 400; the first that fits counts. */
export const FORMS: readonly Form[] = [
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
    unwanted: true,
    cause: (subject) => `The service does not let ${subject} be changed by this request.`,
    advice: (subject) => [`Remove ${subject} from the body: what is absent stays as it is.`],
  },
  {
    find: /does not exist (?:on|as) (?:the |a )?(?:type|declared)|invalid property|undeclared property|not a (?:declared|valid) property|could not find a property/i,
    unwanted: true,
    cause: (subject) => `The service does not know ${subject}.`,
    advice: (subject) => [
      `Correct the name of ${subject}, or remove it.`,
      'Some properties are in one API version only: try the other one.',
    ],
  },
  {
    find: /without a type name|no expected type|@odata\.type['"]? (?:is )?missing/i,
    cause: () => 'The service cannot tell of which type an object of the body is, or the body itself.',
    advice: () => ['Add "@odata.type": "#microsoft.graph.…" as the first property of that object.'],
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
    find: /on-premises? mastered|directory sync/i,
    cause: () => 'The object comes from a directory on premises, which is where such properties are changed.',
    advice: () => [
      'Change it in the directory on premises, and wait for the next synchronisation.',
      'Send only properties that are not synchronised.',
    ],
  },
  {
    find: /same value for property|\balready (?:exists|in use|used|taken)\b|must be unique/i,
    cause: (subject) => `Another object has the same value of ${subject}, which must be its own.`,
    advice: (subject) => [`Choose another value for ${subject}, or change the other object first.`],
  },
  {
    find: MISSING,
    cause: (subject) => `The body lacks ${subject === SOME_PROPERTY ? 'a property' : subject}.`,
    advice: (subject) => [
      `Add ${subject === SOME_PROPERTY ? 'the property that the message names' : subject}.`,
    ],
  },
  {
    find: /\bleave ['"`‘“].{1,130}['"`’”] out\b/i,
    unwanted: true,
    cause: (subject) => `The service does not take ${subject} in this request.`,
    advice: (subject) => [`Remove ${subject} from the body.`],
  },
  {
    find: /\b(?:must|should|has to|have to|at most|at least|more than|less than|longer than|shorter than|exceeds?|maximum|minimum)\b/i,
    isAboutValue: true,
    cause: (subject) =>
      subject === SOME_PROPERTY ? NAMED_ELSEWHERE.cause : `The service names what is wrong with ${subject}.`,
    advice: (subject, _text, hovers) =>
      subject === SOME_PROPERTY ? NAMED_ELSEWHERE.advice : [correct(subject, hovers)],
  },
  {
    find: /cannot convert|could not (?:be converted|convert)|expected type|node was expected|does not match schema|invalid value|format of value|value .* (?:is invalid|is not valid)/i,
    isAboutValue: true,
    cause: (subject) =>
      subject === SOME_PROPERTY
        ? 'A value in the body is not of the type, or not one of the values, that the service expects.'
        : `The value of ${subject} is not of the type, or not one of the values, that the service expects.`,
    advice: (subject, _text, hovers) => {
      const what =
        subject === SOME_PROPERTY
          ? 'Look for the value that the message means'
          : `Correct the value of ${subject}`;
      if (!hovers) return [`${what}; the API page tells its type.`];
      const whose = subject === SOME_PROPERTY ? 'hover text of each property' : 'hover text';
      return [`${what}; the ${whose} shows its type and an example.`];
    },
  },
];

/**
 * The advice for a property whose trouble the message tells.
 *
 * @param hovers whether hovers show something about the properties of this resource
 */
export function correct(subject: string, hovers: boolean): string {
  const more = hovers ? '; the hover text shows what the API page says about it' : '';
  return `Correct ${subject} as the message says${more}.`;
}

/** What brings the types of properties, and hovers that show them, where nothing is known of the resource. */
export const BRING_TYPES =
  'To see the types of its properties here, run Graph HTTP: Download Metadata (--metadata on the command line): the resource at this URL is not known yet.';

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
