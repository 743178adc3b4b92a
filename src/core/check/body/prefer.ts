import type { Header, RequestBlock } from '../../request/tree.ts';
import { lineBreakOf } from '../lines.ts';
import type { Fix } from '../problem.ts';
import { at, fix } from '../report.ts';

/** What a request prefers (RFC 7240), as far as the file says, and how to make it prefer more. */
export interface Preferences {
  /** Whether the request has that preference; `undefined` where a header is not known before the send. */
  has(name: string): boolean | undefined;
  /** Adds the preference to the header, or a header with it. Edits are relative to the block. */
  add(name: string): readonly Fix[];
}

/** A request of which nothing is known but its body. */
export const NO_PREFERENCES: Preferences = { has: () => undefined, add: () => [] };

/** @param textOf the value of a header with its references replaced, undefined where one is not known */
export function preferencesOf(
  block: RequestBlock,
  textOf: (header: Header) => string | undefined,
): Preferences {
  const headers = block.headers.filter(({ name }) => name.text.toLowerCase() === 'prefer');
  return {
    has: (name) => {
      const values = headers.map(textOf);
      if (values.some((value) => value !== undefined && prefers(value, name))) return true;
      return values.includes(undefined) ? undefined : false;
    },
    add: (name) => addPreference(block, headers.at(-1), name),
  };
}

/** Whether the value of a `Prefer` header has a preference, by its name in lower case. */
export function prefers(value: string, name: string): boolean {
  return value
    .toLowerCase()
    .split(/[,;]/)
    .some((each) => each.trim() === name);
}

function addPreference(block: RequestBlock, header: Header | undefined, name: string): readonly Fix[] {
  if (header !== undefined) {
    const { text, end } = header.value;
    const open = header.end === header.name.end + 1 ? ' ' : '';
    return fix(`Add ${name} to the Prefer header`, at(end), `${text === '' ? open : ', '}${name}`);
  }
  if (block.problems.some(({ code }) => code === 'header-malformed' || code === 'header-misplaced'))
    return [];
  const end = block.headers.at(-1)?.end ?? block.requestLine.end;
  return fix(`Add the header Prefer: ${name}`, at(end), `${lineBreakOf(block.text)}Prefer: ${name}`);
}
