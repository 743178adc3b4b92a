import { promptsOf } from '../../request/names.ts';
import type { Block, RequestFile } from '../../request/tree.ts';
import { fileVariables } from '../../request/values/fileVariables.ts';
import { type Span, touches } from '../../text/span.ts';
import { type NamedPlace, namedPlaces } from './names.ts';

/** What a name means: the same name can stand for different things in different places. */
export type Subject =
  /** `@name = …`, in the whole file. */
  | { readonly kind: 'variable'; readonly name: string }
  /** `# @prompt name`, in its own request. */
  | { readonly kind: 'prompt'; readonly name: string; readonly block: Block }
  /** `# @name name` */
  | { readonly kind: 'request'; readonly name: string }
  /** `{name}` in URLs, without a variable of that name. */
  | { readonly kind: 'placeholder'; readonly name: string }
  /** Defined outside of the file, or nowhere. */
  | { readonly kind: 'elsewhere'; readonly name: string }
  | { readonly kind: 'system'; readonly name: string };

/** A place of a file. */
export interface FilePlace {
  /** Index of the block. */
  readonly block: number;
  /** Relative to the block. */
  readonly span: Span;
}

/** One place where a subject is named. */
export interface Occurrence extends FilePlace {
  /** Whether it is given its value or name there. */
  readonly definition: boolean;
}

/** The name at an offset of a block, and what it means. */
export interface SubjectAt {
  readonly subject: Subject;
  /** The name alone, relative to the block. */
  readonly span: Span;
}

/** What the name at an offset of a block means; undefined where there is none. */
export function subjectAt(file: RequestFile, block: Block, offset: number): SubjectAt | undefined {
  const places = namedPlaces(block);
  const place =
    places.find(({ span }) => touches(span, offset)) ?? places.find(({ around }) => touches(around, offset));
  return place && { subject: subjectOf(file, block, place), span: place.span };
}

/**
 * Every place where a subject is named, in the order of the text. Linear in the file; what a block names is
 * kept with the block.
 */
export function occurrences(file: RequestFile, subject: Subject): readonly Occurrence[] {
  return file.blocks.flatMap((block, index) =>
    namedPlaces(block).flatMap((place): readonly Occurrence[] => {
      if (place.name !== subject.name || !isSame(subjectOf(file, block, place), subject)) return [];
      return [{ block: index, span: place.span, definition: isDefinition(place) }];
    }),
  );
}

/** Where a subject is defined in the file, the definition that counts first. */
export function definitionsOf(file: RequestFile, subject: Subject): readonly FilePlace[] {
  const found = occurrences(file, subject).filter(({ definition }) => definition);
  return subject.kind === 'variable' ? found.slice(-1) : found.slice(0, 1);
}

function subjectOf(file: RequestFile, block: Block, { name, role }: NamedPlace): Subject {
  switch (role) {
    case 'system':
      return { kind: 'system', name };
    case 'request':
    case 'useOfRequest':
      return { kind: 'request', name };
    case 'prompt':
      return { kind: 'prompt', name, block };
    case 'variable':
      return { kind: 'variable', name };
    case 'use':
    case 'placeholder':
      if (promptNames(block).has(name)) return { kind: 'prompt', name, block };
      break;
    case 'useInVariable':
      break;
    default:
      return role satisfies never;
  }
  if (fileVariables(file).has(name)) return { kind: 'variable', name };
  return { kind: role === 'placeholder' ? 'placeholder' : 'elsewhere', name };
}

const prompts = new WeakMap<Block, ReadonlySet<string>>();

/** The names that a block asks for. Read once for each block. */
function promptNames(block: Block): ReadonlySet<string> {
  let names = prompts.get(block);
  if (!names) {
    names = new Set(promptsOf(block).map(({ name }) => name));
    prompts.set(block, names);
  }
  return names;
}

function isSame(a: Subject, b: Subject): boolean {
  if (a.kind !== b.kind) return false;
  return a.kind !== 'prompt' || b.kind !== 'prompt' || a.block === b.block;
}

function isDefinition({ role }: NamedPlace): boolean {
  return role === 'variable' || role === 'prompt' || role === 'request';
}
