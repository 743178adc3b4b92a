/** Where a folder of requests keeps its own schemas, relative to it. */
export const SCHEMA_FOLDER = '.graph-http/schemas';

/** So many schemas of one folder are read. */
const MOST_SCHEMAS = 200;

/** The names of the schemas in a folder that are read, in their order. */
export function schemaNames(names: readonly string[]): readonly string[] {
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .slice(0, MOST_SCHEMAS);
}
