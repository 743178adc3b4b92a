import { skipWord } from '../../request/read/scan.ts';
import type { Block, Reference } from '../../request/tree.ts';
import type { Span } from '../../text/span.ts';

/** A name in a block: where it stands, and what it does there. */
export interface NamedPlace {
  readonly name: string;
  /** The name alone, relative to the block. */
  readonly span: Span;
  /** What it is found by: all of a `{{reference}}` or `{placeholder}`, else the name alone. */
  readonly around: Span;
  readonly role: /** `@name = …` */
    | 'variable'
    /** `# @prompt name` */
    | 'prompt'
    /** `# @name name` */
    | 'request'
    /** `{{name}}` in the value of a file variable. */
    | 'useInVariable'
    /** `{{name}}` anywhere else. */
    | 'use'
    /** `{{name.response…}}` */
    | 'useOfRequest'
    /** `{name}` in a URL. */
    | 'placeholder'
    /** `{{$guid}}` */
    | 'system';
}

const read = new WeakMap<Block, readonly NamedPlace[]>();

/** Every name of a block that another place may refer to, or that refers to one. Read once for each block. */
export function namedPlaces(block: Block): readonly NamedPlace[] {
  let places = read.get(block);
  if (!places) {
    places = [...definitions(block), ...block.references.flatMap(ofReference), ...placeholders(block)];
    read.set(block, places);
  }
  return places;
}

function definitions(block: Block): readonly NamedPlace[] {
  const variables = block.variables.map(({ name }): NamedPlace => {
    return {
      name: name.text,
      span: name,
      around: { start: name.start - 1, end: name.end },
      role: 'variable',
    };
  });
  const metadata = block.metadata.flatMap(({ name, value }): readonly NamedPlace[] => {
    if (value === undefined || (name.text !== 'prompt' && name.text !== 'name')) return [];
    const role = name.text === 'prompt' ? 'prompt' : 'request';
    const length = role === 'prompt' ? skipWord(value.text, 0, value.text.length) : value.text.length;
    const span = { start: value.start, end: value.start + length };
    return [{ name: value.text.slice(0, length), span, around: span, role }];
  });
  return [...variables, ...metadata];
}

function ofReference(reference: Reference): readonly NamedPlace[] {
  const { kind, expression, place } = reference;
  if (kind === 'invalid') return [];
  const { text, start } = expression;
  const length =
    kind === 'response'
      ? text.indexOf('.')
      : kind === 'system'
        ? skipWord(text, 0, text.length)
        : text.length;
  const role =
    kind === 'response'
      ? 'useOfRequest'
      : kind === 'system'
        ? 'system'
        : place === 'variable'
          ? 'useInVariable'
          : 'use';
  return [{ name: text.slice(0, length), span: { start, end: start + length }, around: reference, role }];
}

function placeholders(block: Block): readonly NamedPlace[] {
  if (block.kind !== 'request') return [];
  return block.requestLine.url.placeholders.map((placeholder): NamedPlace => {
    const { start, end, name } = placeholder;
    const from = start + 1 + block.text.slice(start + 1, end - 1).indexOf(name);
    return { name, span: { start: from, end: from + name.length }, around: placeholder, role: 'placeholder' };
  });
}
