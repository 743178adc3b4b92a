import { jsonText } from '../request/body.ts';
import type { RequestBlock } from '../request/tree.ts';
import { type BodyPlace, movedPlace, placeInTree, placeOfMember } from './bodyPlace.ts';
import { bodyTree } from './bodyTree.ts';

/** A body at some time. Both texts have the same length. */
export interface BodyText {
  /** As it is written. */
  readonly written: string;
  /** With stand-ins for its variables and comments. */
  readonly json: string;
}

/** Something that was said about a member of a body. */
export interface Said {
  readonly path: readonly (string | number)[];
  /** Whether the member is not wanted at all: its name is meant then, rather than its value. */
  readonly isUnwanted: boolean;
}

/** Something said, and where its member stands in the body; offsets are those of the body. */
export interface Standing<T extends Said> {
  readonly said: T;
  readonly at: BodyPlace;
}

/** What was said of the members of a body, as far as it still stands. */
export interface StandingIn<T extends Said> {
  readonly body: BodyText;
  readonly all: readonly Standing<T>[];
}

/** The body of a request as it is written in its file; empty where it is in a file of its own. */
export function bodyTextOf(block: RequestBlock): BodyText {
  const { body } = block;
  if (body === undefined || body.file !== undefined) return { written: '', json: '' };
  return { written: body.text, json: jsonText(block, () => undefined).text };
}

/** Where what is said of a body stands in it; without what it has no place for. */
export function standingIn<T extends Said>(body: BodyText, said: readonly T[]): StandingIn<T> {
  const root = treeOf(body);
  const all = said.flatMap((each) => {
    const at = placeInTree(body.json, root, each.path, each.isUnwanted);
    return at ? [{ said: each, at }] : [];
  });
  return { body, all };
}

/**
 * What still stands after an edit: whatever is said of a member that the edit left alone, wherever it moved to, and
 * of one that is at its path as it was but for white space.
 */
export function stillStanding<T extends Said>(before: StandingIn<T>, body: BodyText): StandingIn<T> {
  if (before.body.written === body.written) return { body, all: before.all };
  const root = treeOf(body);
  const change = changeOf(before.body.written, body.written);
  const all = before.all.flatMap(({ said, at }) => {
    const { path, isUnwanted } = said;
    const moved = untouched(at, change, body.written);
    if (moved) {
      const how = { wantsName: isUnwanted, isWhole: at.removal !== undefined };
      const { span, member } = moved;
      return [{ said, at: placeOfMember(body.json, root, member, how) ?? { span, member } }];
    }
    const found = placeInTree(body.json, root, path, isUnwanted);
    const isSame = found && memberText(body.written, found) === memberText(before.body.written, at);
    return isSame ? [{ said, at: found }] : [];
  });
  return { body, all };
}

function treeOf({ json }: BodyText) {
  return json === '' ? undefined : bodyTree(json);
}

/** What an edit replaced: a span of the text before, and how much longer the text is after. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly longer: number;
}

function changeOf(before: string, after: string): Change {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let same = 0;
  while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { start, end: before.length - same, longer: after.length - before.length };
}

/** The place after a change beside its member; undefined where the change is in it, or makes its value longer. */
function untouched(at: BodyPlace, { start, end, longer }: Change, after: string): BodyPlace | undefined {
  const { member } = at;
  if (member.end > start && member.start < end) return undefined;
  if (member.start < start && start < member.end) return undefined;
  const moved = movedPlace(at, member.start >= end ? longer : 0);
  const isLonger =
    LONGER_BEFORE.test(after[moved.member.start - 1] ?? '') ||
    LONGER_BEHIND.test(after[moved.member.end] ?? '');
  return isLonger ? undefined : moved;
}

/** What makes another value of the one behind or before it, as a digit does of a number. */
const LONGER_BEFORE = /[\w.+}-]/;
const LONGER_BEHIND = /[\w.+{-]/;

const STRING_OR_SPACE = /("(?:[^"\\]|\\.)*")|\s+/g;

/** A member without the white space around its parts. */
function memberText(text: string, { member }: BodyPlace): string {
  return text.slice(member.start, member.end).replace(STRING_OR_SPACE, '$1');
}
