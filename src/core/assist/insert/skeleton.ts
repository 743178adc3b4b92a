import { objectSchema } from '../../catalog/objectSchema.ts';
import type { GraphSchema, ResourceSchema } from '../../catalog/schema.ts';
import { effectiveSchema } from '../../catalog/schemaReferences.ts';
import { jsonTypes } from '../../catalog/values.ts';
import { literalJson } from '../../request/literal.ts';
import { isFlags, sentMembers, typeNames } from '../complete/bodyType.ts';
import { escapeSnippet } from './snippet.ts';

/** The beginning of a value, to be filled in. */
export interface Skeleton {
  /** A snippet. */
  readonly text: string;
  /** The values that can stand at its first stop can be proposed. */
  readonly continues: boolean;
}

/** A choice with more members is no help: they are proposed with their meaning instead. */
const LONGEST_CHOICE = 20;

/** What a new value of a type looks like, before anything is known of it. */
export class Skeletons {
  readonly #root: ResourceSchema;
  readonly #now: Date;
  #stop = 0;

  /** @param now milliseconds since 1970 */
  constructor(root: ResourceSchema, now: number) {
    this.#root = root;
    this.#now = new Date(now);
  }

  /** The value of a property; its stops are numbered on from those made before. */
  value(schema: GraphSchema): Skeleton {
    const members = isFlags(schema) ? [] : sentMembers(schema);
    if (members.length > 0) return this.#choice(schema, members);
    const types = jsonTypes(schema);
    if (types.includes('array')) return this.#array(schema);
    if (types.includes('object')) return this.#object(schema);
    if (types.includes('boolean')) return { text: `\${${this.#next()}|true,false|}`, continues: false };
    if (types.includes('number') || types.includes('integer')) return this.#open('');
    return types.includes('string') ? this.#string(schema) : this.#open('');
  }

  /** The name of a type: the only one, or none yet. */
  typeName(names: readonly string[]): Skeleton {
    const [only] = names;
    if (only === undefined || names.length > 1) return this.#open('"', true);
    return { text: escapeSnippet(JSON.stringify(only)), continues: false };
  }

  #next(): number {
    this.#stop++;
    return this.#stop;
  }

  #open(quote: string, continues = false): Skeleton {
    return { text: `${quote}$${this.#next()}${quote}`, continues };
  }

  #choice(schema: GraphSchema, members: ReturnType<typeof sentMembers>): Skeleton {
    const quote = members.every(({ value }) => typeof value === 'string') ? '"' : '';
    if (members.length > LONGEST_CHOICE) return this.#open(quote, true);
    const [example] = schema.examples ?? [];
    const first = members.filter(({ value }) => value === example);
    const ordered = [...first, ...members.filter(({ value }) => value !== example)];
    const texts = ordered.map(({ value }) =>
      literalJson(JSON.stringify(String(value)).slice(1, -1)).replace(/[\\,|$}]/g, '\\$&'),
    );
    return { text: `${quote}\${${this.#next()}|${texts.join(',')}|}${quote}`, continues: false };
  }

  #array(schema: GraphSchema): Skeleton {
    const items = schema.items && effectiveSchema(this.#root, schema.items);
    if (!items) return { text: `[\n  $${this.#next()}\n]`, continues: false };
    const types = jsonTypes(items);
    if (types.includes('object')) {
      const { text, continues } = this.#object(items);
      return { text: `[\n  ${text.replaceAll('\n', '\n  ')}\n]`, continues };
    }
    const string = types.includes('string');
    return {
      text: `[${string ? '"' : ''}$${this.#next()}${string ? '"' : ''}]`,
      continues: sentMembers(items).length > 0,
    };
  }

  #object(schema: GraphSchema): Skeleton {
    const type = objectSchema(this.#root, schema, undefined);
    if (!type.abstract) return { text: `{\n  $${this.#next()}\n}`, continues: true };
    const { text, continues } = this.typeName(typeNames(this.#root, type).map(({ name }) => name));
    return { text: `{\n  "@odata.type": ${text}\n}`, continues };
  }

  #string(schema: GraphSchema): Skeleton {
    if (isFlags(schema)) return this.#open('"', true);
    const stop = exampleOfFormat(schema, this.#now);
    if (stop === undefined) return this.#open('"');
    return { text: `"\${${this.#next()}:${escapeSnippet(stop)}}"`, continues: false };
  }
}

/** A text of a format that can stand until a better one is written; undefined where any text will do. */
function exampleOfFormat({ format }: GraphSchema, now: Date): string | undefined {
  switch (format) {
    case 'date-time':
      return dateTimeText(now);
    case 'date':
      return now.toISOString().slice(0, 10);
    case 'edm-time-of-day':
      return now.toISOString().slice(11, 19);
    case 'edm-duration':
      return 'PT1H';
    case 'uuid':
      return '00000000-0000-0000-0000-000000000000';
    default:
      return undefined;
  }
}

/** A time in UTC as Microsoft Graph writes it (RFC 3339), in whole seconds. */
export function dateTimeText(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
