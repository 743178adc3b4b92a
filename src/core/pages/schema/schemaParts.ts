import { isRecord } from '../../text/jsonValues.ts';

/** A schema inside of a schema, and where it stands. */
export interface SchemaPart {
  /** JSON Pointer (RFC 6901), empty for the whole. */
  readonly pointer: string;
  /** Its keywords. */
  readonly keywords: Record<string, unknown>;
}

/** Keywords whose members are schemas, by any name. */
const NAMED: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'definitions']);
/** Keywords that are a schema, or a list of them. */
const NESTED: ReadonlySet<string> = new Set(['items', 'additionalProperties', 'allOf', 'if', 'then', 'else']);

/**
 * Every schema in a schema, itself first. What stands in a list of examples is none, and a property may be called like
 * any keyword.
 *
 * @param root as JSON has it, of bounded nesting
 */
export function schemaParts(root: object): readonly SchemaPart[] {
  const parts: SchemaPart[] = [];
  const enter = (value: unknown, pointer: string): void => {
    if (Array.isArray(value)) {
      for (const [index, each] of value.entries()) enter(each, `${pointer}/${index}`);
      return;
    }
    if (!isRecord(value)) return;
    parts.push({ pointer, keywords: value as Record<string, unknown> });
    for (const [keyword, inner] of Object.entries(value)) {
      if (NESTED.has(keyword)) enter(inner, `${pointer}/${keyword}`);
      if (!NAMED.has(keyword) || !isRecord(inner)) continue;
      for (const [name, each] of Object.entries(inner)) enter(each, `${pointer}/${keyword}/${escaped(name)}`);
    }
  };
  enter(root, '');
  return parts;
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
