import type { BodySnippet, GraphSchema } from '../../catalog/schema.ts';
import type { ApiPage } from '../page.ts';

/** Two bodies to begin with: one property, and all that an update can set. */
export function snippetsOf(
  { title }: Pick<ApiPage, 'title'>,
  properties: Readonly<Record<string, GraphSchema>>,
): readonly BodySnippet[] {
  const writable = Object.entries(properties).filter(([, schema]) => schema.readOnly !== true);
  const offered = writable.length > 0 ? writable : Object.entries(properties);
  return [
    {
      label: 'One property',
      description: `The smallest body of “${title === '' ? 'this update' : title}”.`,
      body: bodyOf(offered.slice(0, 1)),
    },
    {
      label: 'All updatable properties',
      description: 'Every property that an update can set, as the imported page lists them.',
      body: bodyOf(offered),
    },
  ];
}

function bodyOf(properties: readonly (readonly [string, GraphSchema])[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(properties.map(([name, { examples }]) => [name, examples?.[0]]));
}
