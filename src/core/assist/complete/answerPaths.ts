import { followPath } from '../../request/values/jsonPath.ts';
import type { EarlierResponse } from '../../request/values/scope.ts';
import type { Span } from '../../text/span.ts';
import type { AssistContext } from '../context.ts';
import type { Completion } from './completion.ts';

const BODY = /^([\p{L}\p{N}_-]+)\.response\.body\.(\$.*)$/su;
const HEADERS = /^([\p{L}\p{N}_-]+)\.response\.headers\.([\w-]*)$/su;
const PARTS = /^([\p{L}\p{N}_-]+)\.response\.(\w*)$/su;

/** Headers that a later request may need, where no answer is known yet. */
const USUAL_HEADERS = ['ETag', 'Location', 'request-id', 'client-request-id', 'Retry-After'];
/** Answers that are longer are not read while somebody types. */
const LONGEST_BODY = 1_000_000;
const MOST_MEMBERS = 300;

/**
 * What can follow in `login.response.body.$.value[0].` or `login.response.headers.`, from the last answer of that
 * request. Values are not shown: they can be tokens.
 *
 * @returns undefined where the expression is no such thing
 */
export function answerPaths(
  { scope }: AssistContext,
  span: Span,
  close: string,
  typed: string,
): readonly Completion[] | undefined {
  const parts = PARTS.exec(typed);
  if (parts) {
    const before = `${parts[1]}.response.`;
    return ['body.$.', 'headers.'].map((part) => ({
      label: part === 'headers.' ? 'headers' : 'body.$',
      kind: 'variable',
      edit: { span, newText: `${before}${part}` },
      filterText: `${before}${part}`,
      continues: true,
    }));
  }
  const headers = HEADERS.exec(typed);
  if (headers) {
    const before = `${headers[1]}.response.headers.`;
    const known = scope.responses.get(headers[1] ?? '')?.headers.map(({ name }) => name);
    return [...new Set(known ?? USUAL_HEADERS)].map((name) => ({
      label: name,
      kind: 'variable',
      edit: { span, newText: `${before}${name}${close}` },
      filterText: `${before}${name}`,
    }));
  }
  const body = BODY.exec(typed);
  return body ? members(scope.responses.get(body[1] ?? ''), body, span, close) : undefined;
}

function members(
  response: EarlierResponse | undefined,
  [expression, , path = '$']: RegExpExecArray,
  span: Span,
  close: string,
): readonly Completion[] {
  const cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
  const parent = cut <= 0 ? '$' : path.slice(0, cut);
  const before = `${expression.slice(0, expression.length - path.length)}${parent}`;
  const value = response && valueAt(response, parent);
  if (typeof value !== 'object' || value === null) return [];
  const steps: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? value.slice(0, MOST_MEMBERS).map((item: unknown, index) => [`[${index}]`, item])
    : Object.entries(value)
        .slice(0, MOST_MEMBERS)
        .flatMap(([name, member]) => stepTo(name, member));
  return steps.map(([step, member], index): Completion => {
    const inner = typeof member === 'object' && member !== null;
    const label = step.replace(/^\./, '');
    return {
      label,
      kind: 'variable',
      detail: Array.isArray(member) ? `${member.length} entries` : member === null ? 'null' : typeof member,
      edit: { span, newText: `${before}${step}${inner ? '' : close}` },
      sortText: String(index).padStart(4, '0'),
      filterText: `${before}${step}`,
    };
  });
}

/** A member as a step of a path; nothing for one whose name no path can hold. */
function stepTo(name: string, member: unknown): readonly (readonly [string, unknown])[] {
  if (/^[\p{L}_@$][\p{L}\p{N}_@$-]*$/u.test(name)) return [[`.${name}`, member]];
  return /['{}]/.test(name) ? [] : [[`['${name}']`, member]];
}

function valueAt({ body }: EarlierResponse, path: string): unknown {
  if (body.length > LONGEST_BODY) return undefined;
  try {
    const found = followPath(JSON.parse(body), path);
    return found.found ? found.value : undefined;
  } catch {
    return undefined;
  }
}
