import { isAnnotation } from '../../change/json.ts';
import type { ApiPage, PageProperty } from '../page.ts';
import { type PageProblem, pageProblem } from '../problems.ts';
import { isUpdate } from './calls.ts';

type Shown = Pick<ApiPage, 'properties' | 'examples'>;

const BIND = /^([A-Za-z_]\w*)@odata\.bind$/;

/** Names that the examples of updates link with `name@odata.bind`, and whether to several objects. */
export function linkedNames({ examples }: Shown): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  for (const { body = {} } of examples.filter(isUpdate)) {
    for (const [key, value] of Object.entries(body)) {
      const [, name] = BIND.exec(key) ?? [];
      if (name !== undefined && isName(name)) found.set(name, Array.isArray(value));
    }
  }
  return found;
}

/**
 * Properties that the examples of updates set and no row describes. They are taken as they come: that the service does
 * not have them is nowhere said.
 */
export function onlyShown({ properties, examples }: Shown): readonly PageProperty[] {
  const known = namesOf(properties);
  const found = new Map<string, PageProperty>();
  for (const { body = {}, start, end } of examples.filter(isUpdate)) {
    for (const name of Object.keys(body)) {
      if (isAnnotation(name) || known.has(name.toLowerCase()) || !isName(name)) continue;
      const isKey = name === 'id';
      found.set(name, {
        ...{ name, type: isKey ? 'Edm.String' : 'Edm.Untyped', members: [], linked: false, start, end },
        description: isKey
          ? 'Tells the object apart. Only an example of the page has it.'
          : `Only an example of the page has ${name}, and no table describes it.`,
        ...{ readOnly: false, immutable: false, writeOnly: false, nullable: true, deprecated: false },
        typeSpan: { start, end },
      });
    }
  }
  return [...found.values()];
}

/** Says where an update's example has a property that no table has. */
export function exampleNames(text: string, { properties, examples }: Shown): readonly PageProblem[] {
  if (properties.length === 0) return [];
  const known = namesOf(properties);
  return examples.filter(isUpdate).flatMap(({ body = {}, end }) =>
    Object.keys(body).flatMap((name) => {
      if (isAnnotation(name) || known.has(name.toLowerCase())) return [];
      const start = text.indexOf(JSON.stringify(name), end);
      const place = start < 0 ? { start: end, end } : { start, end: start + name.length + 2 };
      const message = `The example sets '${name.slice(0, 80)}', and the table of properties does not have it.`;
      return [pageProblem('page-example-property', place, message)];
    }),
  );
}

function namesOf(properties: readonly PageProperty[]): ReadonlySet<string> {
  return new Set(properties.map(({ name }) => name.toLowerCase()));
}

/** Whether a schema can have a property of that name. */
function isName(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name) && name !== '__proto__';
}
