import type { Node } from 'jsonc-parser';
import { nearestName } from '../../../catalog/nearest.ts';
import { memberNames } from '../../../catalog/values.ts';
import type { Visit } from '../../../catalog/walk.ts';
import { UNKNOWN_FUTURE_VALUE } from '../../../catalog/wellKnownNames.ts';
import type { Span } from '../../../text/span.ts';
import { openingOf, spanOf } from '../../json/edits.ts';
import type { Problem } from '../../problem.ts';
import { fix, oneOf, problem, short } from '../../report.ts';
import { expectedText } from '../expected.ts';
import type { Subject } from '../subject.ts';
import { memberCase } from './memberCase.ts';

/** A name in a value of a flags enumeration. */
interface FlagPart {
  /** Without the blanks around it. */
  readonly name: string;
  /** Where it stands; the whole value where that has escapes. */
  readonly span: Span;
}

/** The names that a text value joins by commas. */
export function flagParts(node: Node, text: string): readonly FlagPart[] {
  const value = String(node.value);
  const plain = text.slice(node.offset + 1, node.offset + node.length - 1) === value;
  let at = node.offset + 1;
  return value.split(',').map((part) => {
    const start = at + (part.length - part.trimStart().length);
    at += part.length + 1;
    const name = part.trim();
    return { name, span: plain ? { start, end: start + name.length } : spanOf(node) };
  });
}

/** A list where a flags value is one text. */
export function flagsAsList(_subject: Subject, visit: Visit): Problem | undefined {
  const { node, schema, name } = visit;
  if (schema?.format !== 'edm-flags' || node.type !== 'array') return undefined;
  const names = (node.children ?? []).map(({ value }) => value as unknown);
  const joined = names.every((each) => typeof each === 'string' && /^\w+$/.test(each)) && names.length > 0;
  const text = JSON.stringify(names.join(','));
  return problem(
    'value-type',
    openingOf(node),
    `${name === undefined ? 'This value' : `'${short(name)}'`} must be ${expectedText(schema)}, in one text and not in a list.`,
    { fixes: joined ? fix(`Change to ${short(text, 40)}`, spanOf(node), text) : [] },
  );
}

/** A name in a flags value that is no member. */
export function flagUnknown(subject: Subject, { node, schema }: Visit): Problem | undefined {
  if (schema?.format !== 'edm-flags' || node.type !== 'string') return undefined;
  const members = memberNames(schema);
  if (members.length === 0) return undefined;
  const known = new Set(members);
  const { text } = subject.document;
  const wrong = flagParts(node, text).find(({ name }) => !known.has(name));
  if (wrong === undefined) return undefined;
  const { name, span } = wrong;
  const whole = name === '' || span.start === node.offset;
  const slip = whole ? undefined : memberCase(name, members, span, (member) => member);
  if (slip) return slip;
  const near = name === '' ? undefined : nearestName(name, members);
  const usable = members.filter((member) => member !== UNKNOWN_FUTURE_VALUE);
  const what =
    name === ''
      ? 'A name is missing: members are joined by single commas, as in "a,b".'
      : `'${short(name)}' is not allowed here.`;
  const question = near === undefined ? '' : ` Did you mean '${near}'?`;
  return problem(
    'value-enum',
    whole ? spanOf(node) : span,
    `${what}${question} Allowed, joined by commas: ${oneOf(usable)}.`,
    { fixes: near === undefined || whole ? [] : fix(`Change to '${near}'`, span, near) },
  );
}
