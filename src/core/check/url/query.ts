import { percentDecoded } from '../../catalog/decode.ts';
import { nearestName } from '../../catalog/nearest.ts';
import type { QueryOption } from '../../request/url.ts';
import type { Span, Token } from '../../text/span.ts';
import type { Fix, Problem } from '../problem.ts';
import { at, fix, fixAll, problem, short } from '../report.ts';
import type { UrlSubject } from './subject.ts';

/** The query options of OData that Microsoft Graph has, with those that it adds to its links. */
const QUERY_OPTIONS: readonly string[] = [
  '$select',
  '$expand',
  '$filter',
  '$orderby',
  '$top',
  '$skip',
  '$count',
  '$search',
  '$format',
  '$skiptoken',
  '$deltatoken',
  '$apply',
  '$compute',
  '$id',
  '$index',
  '$levels',
  '$schemaversion',
];

/** Options that are documented under this name without `$` too, or that are parameters of functions. */
const ALSO_PLAIN: ReadonlySet<string> = new Set(['search', 'format', 'count', 'id', 'index', 'levels']);

/** Options whose values are lists, so that two of them can be joined. */
const LISTS: ReadonlySet<string> = new Set(['$select', '$expand', '$orderby']);

/** Options that decide what an answer holds: they count where a change answers with the object. */
const SHAPING: ReadonlySet<string> = new Set(['$select', '$expand']);

/** What the rules of the query look at. */
export interface QueryContext {
  /** In upper case; undefined where the request line has none. */
  readonly method: string | undefined;
  /** Whether the headers ask for the changed object as the answer. */
  readonly representation: boolean;
}

/** An option with its name as the service reads it: decoded, in lower case. */
interface NamedOption {
  readonly option: QueryOption;
  readonly name: string;
  readonly index: number;
}

/** What is wrong with the query of a URL. The names in `$select` are looked at by `checkSelect`. */
export function checkQuery(subject: UrlSubject, context: QueryContext): Problem[] {
  const options = subject.parts.options.map((option, index): NamedOption => {
    return { option, index, name: percentDecoded(option.name.text).toLowerCase() };
  });
  const { method } = context;
  if (method === 'PATCH' || method === 'PUT' || method === 'DELETE') {
    return options.flatMap((each) => onUpdate(subject, each, method, context.representation) ?? []);
  }
  if (method !== undefined && method !== 'GET' && method !== 'HEAD') return [];
  const found = options.flatMap((each) => checkName(subject, each) ?? checkValue(subject, each) ?? []);
  return [...found, ...duplicates(subject, options)];
}

function onUpdate(
  subject: UrlSubject,
  named: NamedOption,
  method: string,
  representation: boolean,
): Problem | undefined {
  const name = named.name.startsWith('$') ? named.name : `$${named.name}`;
  const plain = !named.name.startsWith('$');
  if (!QUERY_OPTIONS.includes(name) || (plain && ALSO_PLAIN.has(named.name))) return undefined;
  if (name === '$id' || (representation && SHAPING.has(name))) return undefined;
  const shaping = SHAPING.has(name) && method === 'PATCH';
  const way = shaping
    ? 'Remove it, or read the object with a GET after the change.'
    : 'It is for reading: remove it.';
  return problem(
    'query-on-update',
    subject.toBlock(spanOf(named.option)),
    `${named.option.name.text} has no effect on a ${method}, or is refused. ${way}`,
    { fixes: removal(subject, named, true) },
  );
}

function spanOf({ name, value }: QueryOption): Span {
  return { start: name.start, end: value?.end ?? name.end };
}

/** A fix that takes one option out, with the `&` or `?` that it no longer needs. */
function removal(subject: UrlSubject, { option, index }: NamedOption, preferred: boolean): readonly Fix[] {
  const { options } = subject.parts;
  const span = spanOf(option);
  const next = options[index + 1];
  const first = index === 0 && next !== undefined;
  const edited = first
    ? { start: span.start, end: next.name.start }
    : { start: span.start - 1, end: span.end };
  if (!subject.isOriginal(edited)) return [];
  const place = first
    ? { start: subject.toBlock(span).start, end: subject.toBlock(next.name).start }
    : { start: behind(subject, span.start - 1), end: subject.toBlock(span).end };
  const removed = subject.block.text.slice(place.start, place.end);
  if (/[\r\n]\s*(?:#|\/\/)/.test(removed)) return [];
  return fix(`Remove ${short(option.name.text, 30)}`, place, '', preferred);
}

/** Where the text before an offset of the URL ends in the block: on the line above, where the URL has several. */
function behind(subject: UrlSubject, offset: number): number {
  return subject.toBlock({ start: offset - 1, end: offset }).end;
}

function checkName(subject: UrlSubject, { option, name }: NamedOption): Problem | undefined {
  const { text } = option.name;
  const place = subject.toBlock(option.name);
  const change = (to: string) => (subject.isOriginal(option.name) ? fix(`Change to ${to}`, place, to) : []);
  if (!name.startsWith('$')) {
    const system = `$${name}`;
    if (ALSO_PLAIN.has(name) || !QUERY_OPTIONS.includes(system)) return undefined;
    const message = `Write ${system}: without the $, only some resources of Microsoft Graph take it.`;
    return problem('query-option-dollar', place, message, { fixes: change(system) });
  }
  if (QUERY_OPTIONS.includes(name) || name.includes('{')) return undefined;
  const near = nearestName(name, QUERY_OPTIONS);
  return problem(
    'query-option-unknown',
    place,
    near === undefined
      ? `Microsoft Graph has no query option ${short(text)} and refuses it (400). Remove it, or leave out the $ where it is a parameter of your own.`
      : `Microsoft Graph has no query option ${short(text)} and refuses it (400). Did you mean ${near}?`,
    { fixes: near === undefined ? [] : change(near) },
  );
}

/** Values of options that take a number, or true or false. */
function checkValue(subject: UrlSubject, { option, name }: NamedOption): Problem | undefined {
  const { value } = option;
  if (value === undefined || /[{}]/.test(value.text)) return undefined;
  if (name === '$filter') return doubleQuotes(subject, value);
  const text = percentDecoded(value.text).trim();
  const wanted =
    name === '$top' || name === '$skip'
      ? !/^\d+$/.test(text) && 'a whole number, such as 10'
      : name === '$count' && !/^(?:true|false)$/i.test(text) && 'true or false';
  if (wanted === false) return undefined;
  const span = value.text === '' ? spanOf(option) : value;
  return problem('query-option-value', subject.toBlock(span), `${option.name.text} takes ${wanted}.`);
}

/** A text of a `$filter` in double quotes, which OData does not have (URL Conventions, section 5.1.1.14.1). */
function doubleQuotes(subject: UrlSubject, { text, start }: Token): Problem | undefined {
  const outside = text.replace(/'[^']*'/g, (quoted) => ' '.repeat(quoted.length));
  const found = [...outside.matchAll(/"[^"]*"/g)].map(({ 0: quoted, index }): Span => {
    return { start: start + index, end: start + index + quoted.length };
  });
  const [first] = found;
  if (first === undefined) return undefined;
  const edits = found.map(({ start: from, end }) => ({
    span: subject.toBlock({ start: from, end }),
    newText: `'${text.slice(from + 1 - start, end - 1 - start).replaceAll("'", "''")}'`,
  }));
  return problem(
    'query-option-value',
    subject.toBlock(first),
    'A text in a $filter stands in single quotes; in double quotes it is refused (400).',
    {
      fixes: found.every((span) => subject.isOriginal(span)) ? fixAll('Change to single quotes', edits) : [],
    },
  );
}

/** An option that stands twice: OData allows each once (URL Conventions, section 5.1). */
function duplicates(subject: UrlSubject, options: readonly NamedOption[]): Problem[] {
  const seen = new Map<string, NamedOption>();
  return options.flatMap((each) => {
    const { name, option } = each;
    const first = seen.get(name);
    if (!name.startsWith('$')) return [];
    if (first === undefined) {
      seen.set(name, each);
      return [];
    }
    return [
      problem(
        'query-option-duplicate',
        subject.toBlock(spanOf(option)),
        `${option.name.text} stands twice, which is refused (400). ${LISTS.has(name) ? 'Join both with a comma.' : 'Remove one.'}`,
        {
          related: [{ span: subject.toBlock(spanOf(first.option)), message: 'It stands here first.' }],
          fixes: LISTS.has(name) ? joined(subject, first, each) : removal(subject, each, false),
        },
      ),
    ];
  });
}

function joined(subject: UrlSubject, first: NamedOption, second: NamedOption): readonly Fix[] {
  const [away] = removal(subject, second, true);
  const { value } = second.option;
  if (away === undefined || !value?.text || !first.option.value?.text) return [];
  const end = subject.toBlock(first.option.value).end;
  const edits = [{ span: at(end), newText: `,${value.text}` }, ...away.edits];
  return fixAll('Join both', edits);
}
