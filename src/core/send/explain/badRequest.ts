import type { ResourceSchema } from '../../catalog/schema.ts';
import { namesIn } from '../named/words.ts';
import type { GraphError } from '../outcome.ts';
import type { Advice } from './advice.ts';
import { BRING_TYPES, correct, FORMS, type Form, NAMED_ELSEWHERE, SOME_PROPERTY } from './badRequestForms.ts';
import type { ExplainContext } from './explanation.ts';
import { linkMeaning } from './linkAdvice.ts';

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
 * @param context whose schema tells whether hovers show the types of properties
 */
export function badRequestAdvice(
  error: GraphError,
  working: string | undefined,
  { schema, url }: Pick<ExplainContext, 'schema' | 'url'>,
): Advice {
  const groups = groupsOf(mistakesOf(error));
  const { cause, advice } = together(groups, schema);
  // The parts of a batch come without a URL: what is known of their resources is not told here.
  const isUnknown = schema === undefined && url !== undefined;
  const asksForTypes = isUnknown && groups.some((each) => each.form?.isAboutValue === true);
  return {
    cause,
    advice: [...(working === undefined ? [] : [working]), ...advice, ...(asksForTypes ? [BRING_TYPES] : [])],
  };
}

/** Whether a message says that a property must not be sent at all. */
export function asksToRemove(message: string): boolean {
  return formOf({ text: message.slice(0, 2_000) })?.unwanted === true;
}

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

function formOf({ text }: Pick<Mistake, 'text'>): Form | undefined {
  return FORMS.find(({ find }) => find.test(text));
}

/** Mistakes of one form, which are told of in one sentence. */
interface Group {
  readonly form: Form | undefined;
  readonly text: string;
  /** The properties that they are about; none where that is not told. */
  readonly names: readonly string[];
}

function groupsOf(mistakes: readonly Mistake[]): readonly Group[] {
  const groups: Group[] = [];
  for (const { text, property } of mistakes) {
    const form = formOf({ text });
    const at =
      property === undefined ? -1 : groups.findIndex((each) => each.form === form && each.names.length > 0);
    const same = groups[at];
    if (!same || property === undefined) {
      groups.push({ form, text, names: property === undefined ? [] : [property] });
    } else if (!same.names.includes(property)) {
      groups[at] = { ...same, names: [...same.names, property] };
    }
  }
  return groups;
}

function meaningOf({ form, text, names }: Group, schema: ResourceSchema | undefined): Advice {
  const linked = linkMeaning(schema, names);
  if (linked !== undefined) return linked;
  const hovers = schema !== undefined;
  const subject = names.length === 0 ? SOME_PROPERTY : listOf(names);
  if (form !== undefined) return { cause: form.cause(subject), advice: form.advice(subject, text, hovers) };
  if (names.length > 0) return { cause: namedCause(names), advice: [correct(subject, hovers)] };
  return isVague(text) ? GENERAL : NAMED_ELSEWHERE;
}

function together(groups: readonly Group[], schema: ResourceSchema | undefined): Advice {
  const meanings = groups.map((group) => meaningOf(group, schema));
  const [first, ...rest] = meanings;
  if (first === undefined) return GENERAL;
  if (rest.length === 0) return first;
  const names = [...new Set(groups.flatMap((group) => group.names))];
  const advice = [...new Set(meanings.flatMap((each) => each.advice.slice(0, 1)))];
  return {
    cause: names.length === 0 ? NAMED_ELSEWHERE.cause : namedCause(names),
    advice: advice.slice(0, MOST_ADVICE),
  };
}

function namedCause(names: readonly string[]): string {
  return `The service names what is wrong with ${listOf(names)}.`;
}

/** `"a", "b" and "c"`: the first few, and that there are more. */
function listOf(names: readonly string[]): string {
  const quoted = names.slice(0, MOST_ADVICE).map((name) => `"${name}"`);
  const all = [...quoted, ...(names.length > quoted.length ? ['others'] : [])];
  const last = all.pop() ?? '';
  return all.length === 0 ? last : `${all.join(', ')} and ${last}`;
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

const GENERAL: Advice = {
  cause: 'The service could not use the request as it is.',
  advice: [
    'Send the properties one by one, to find the one that it means.',
    'Remove properties that came from a GET and cannot be changed.',
  ],
};

function nameIn(target: string | undefined, message: string): string | undefined {
  if (target !== undefined && /^[\w.@/$[\]-]{1,120}$/.test(target)) return target.replace(/^\$\.?/, '');
  return namesIn(message)[0];
}
