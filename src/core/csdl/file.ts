import { AsciiBytes, ascii } from '../text/ascii.ts';
import type {
  CsdlCounts,
  ImportRecord,
  LeftOut,
  Metadata,
  OperationRecord,
  RootRecord,
  TypeRecord,
} from './model.ts';

/**
 * The form of the compiled file. It goes up whenever the form, or what the compiler makes of a document, changes: a
 * file of another one is compiled anew.
 */
export const METADATA_FORMAT = 1;

/** Where compiled metadata comes from. */
export interface MetadataSource {
  /** Address or path of the document. */
  readonly address: string;
  /** Its `ETag`, where the server gave one. */
  readonly etag?: string;
  /** Its `Last-Modified`, where the server gave one. */
  readonly modified?: string;
  /** When it was last known to be current, in milliseconds since 1970. */
  readonly checked: number;
}

/** Everything in compiled metadata that is no type and no operation. */
export interface MetadataHead {
  readonly source: MetadataSource;
  readonly aliases: Readonly<Record<string, string>>;
  readonly namespaces: readonly string[];
  readonly roots: readonly RootRecord[];
  readonly imports: readonly ImportRecord[];
  readonly counts: CsdlCounts;
  readonly leftOut: readonly LeftOut[];
}

/** So many lines are looked for in the text; whoever asks for more needs an index of all of them. */
const FEW = 16;

/** Bytes that are there for a file of which nothing is known. */
const USUAL_SIZE = 1024 * 1024;

const MAGIC = `graph-http metadata ${METADATA_FORMAT}`;
const END = '\nend\t';

/**
 * Compiled metadata as a file: a first line that tells its form, the head, then one line for each type and for the
 * operations of each bound type, `name<TAB>json`, and an end that tells a whole file from one that was cut. ASCII
 * only, so that it can be read as bytes.
 *
 * @param expected as many bytes may be needed; the document's size is more than enough
 */
export function encodeMetadata(
  metadata: Metadata,
  source: MetadataSource,
  expected = USUAL_SIZE,
): Uint8Array<ArrayBuffer> {
  const { aliases, namespaces, roots, imports, counts, leftOut } = metadata;
  const head: MetadataHead = { source, aliases, namespaces, roots, imports, counts, leftOut };
  const bytes = new AsciiBytes(expected);
  bytes.add(`${MAGIC}\n${JSON.stringify(head)}`);
  const add = (key: string, value: unknown) => {
    bytes.add(`\n${lineKey(key)}\t${JSON.stringify(value)}`);
  };
  for (const type of metadata.types.values()) add(type.name, type);
  const bound = new Map<string, OperationRecord[]>();
  for (const operation of metadata.operations) {
    const key = operationsKey(operation.boundTo);
    const overloads = bound.get(key);
    if (overloads) overloads.push(operation);
    else bound.set(key, [operation]);
  }
  for (const [key, operations] of bound) add(key, operations);
  bytes.add(`${END}${2 + metadata.types.size + bound.size}\n`);
  return bytes.end();
}

/** The same as a text. */
export function writeMetadata(metadata: Metadata, source: MetadataSource): string {
  return new TextDecoder().decode(encodeMetadata(metadata, source));
}

/** Compiled metadata that is read type by type, when one is asked for. */
export class MetadataFile {
  readonly head: MetadataHead;
  readonly #text: string;
  #offsets: Map<string, number> | undefined;
  #searches = 0;
  readonly #types = new Map<string, TypeRecord | undefined>();

  private constructor(text: string, head: MetadataHead) {
    this.#text = text;
    this.head = head;
  }

  /** Opens the text of a file; undefined where it is broken, cut short, or of another form. */
  static open(text: string): MetadataFile | undefined {
    if (!text.startsWith(`${MAGIC}\n`) || text.lastIndexOf(END) < text.length - END.length - 12)
      return undefined;
    const start = MAGIC.length + 1;
    try {
      const head: unknown = JSON.parse(text.slice(start, text.indexOf('\n', start)));
      return isHead(head) ? new MetadataFile(text, head) : undefined;
    } catch {
      return undefined;
    }
  }

  /** The type of that full name, names compared exactly. */
  type(name: string): TypeRecord | undefined {
    if (!this.#types.has(name)) this.#types.set(name, this.#read<TypeRecord>(name));
    return this.#types.get(name);
  }

  /** Every overload that is bound to exactly this type (`Collection(…)` too), or to nothing. */
  operations(boundTo: string | undefined): readonly OperationRecord[] {
    return this.#read<readonly OperationRecord[]>(operationsKey(boundTo)) ?? [];
  }

  /** The full names of all types. */
  names(): readonly string[] {
    return [...this.#index().keys()].filter((name) => !name.startsWith(OPERATIONS));
  }

  #read<T>(key: string): T | undefined {
    const start = this.#find(key);
    if (start === undefined) return undefined;
    try {
      return JSON.parse(this.#text.slice(start, this.#text.indexOf('\n', start)));
    } catch {
      return undefined;
    }
  }

  /** Where the value of a line begins. */
  #find(key: string): number | undefined {
    if (this.#offsets || ++this.#searches > FEW) return this.#index().get(key);
    const start = `\n${lineKey(key)}\t`;
    const at = this.#text.indexOf(start, MAGIC.length);
    return at < 0 ? undefined : at + start.length;
  }

  /** Where the value of each line begins. */
  #index(): ReadonlyMap<string, number> {
    if (this.#offsets) return this.#offsets;
    const text = this.#text;
    const offsets = new Map<string, number>();
    const end = text.lastIndexOf(END);
    let at = text.indexOf('\n', MAGIC.length + 1);
    while (at >= 0 && at < end) {
      const tab = text.indexOf('\t', at);
      offsets.set(nameOf(text.slice(at + 1, tab)), tab + 1);
      at = text.indexOf('\n', tab);
    }
    this.#offsets = offsets;
    return offsets;
  }
}

const OPERATIONS = '()';

function operationsKey(boundTo: string | undefined): string {
  return `${OPERATIONS}${boundTo ?? ''}`;
}

/** A name as it stands before the tab: in ASCII, and without characters that end it. */
function lineKey(name: string): string {
  return /^[\w.()]*$/.test(name) ? name : ascii(name).slice(1, -1);
}

function nameOf(key: string): string {
  if (!key.includes('\\')) return key;
  try {
    return String(JSON.parse(`"${key}"`));
  } catch {
    return key;
  }
}

function isHead(value: unknown): value is MetadataHead {
  if (typeof value !== 'object' || value === null) return false;
  return 'roots' in value && Array.isArray(value.roots) && 'source' in value && 'aliases' in value;
}
