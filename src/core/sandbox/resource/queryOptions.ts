import type { ResourceSchema } from '../../catalog/schema.ts';
import { declaredProperty, rootType } from '../../change/types.ts';
import { badRequest } from './resourceRefusals.ts';
import { shortened } from './sentences.ts';

/** Query options of OData, of which a request is refused those that it has no answer to. */
const ODATA_OPTIONS = new Set([
  ...['apply', 'compute', 'count', 'deltatoken', 'expand', 'filter', 'format', 'orderby', 'search', 'select'],
  ...['skip', 'skiptoken', 'top'],
]);

/**
 * The query options of a request, by name without `$`: it may be left out, as Graph has it, and names are compared
 * without case. What is no option of OData is passed over.
 *
 * @param answered names of the options that there is an answer to
 * @param where what is asked: `a single object`
 * @throws Refusal 400 for an option without an answer, and for one that stands twice.
 */
export function queryOptions(
  query: URLSearchParams,
  answered: readonly string[],
  where: string,
): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  for (const [name, value] of query) {
    const option = name.toLowerCase().replace(/^\$/, '');
    if (!ODATA_OPTIONS.has(option) && !name.startsWith('$')) continue;
    if (option === 'format') continue;
    if (!answered.includes(option)) {
      throw badRequest(
        `The sandbox has no answer to the query option '${shortened(name, 80)}' for ${where}. It knows ${answered.map((each) => `$${each}`).join(', ')}.`,
      );
    }
    if (options.has(option)) throw badRequest(`The query option '$${option}' stands more than once.`);
    options.set(option, value);
  }
  return options;
}

/**
 * The declared name of a property that a query option names.
 *
 * @throws Refusal 400 where the type has no such property.
 */
export function queriedProperty(schema: ResourceSchema, name: string): string {
  const type = rootType(schema);
  const declared = declaredProperty(type, name);
  if (declared !== undefined) return declared.name;
  if (type.open && /^\w+$/.test(name)) return name;
  throw badRequest(
    `Parsing OData query failed: Could not find a property named '${shortened(name, 80)}' on type '${type.name}'.`,
  );
}
