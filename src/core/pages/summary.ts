import type { ImportedPage } from './importPage.ts';

/** What an import made, and what is left to do, in two sentences. */
export function importSummary({ page, requests, schema, problems }: ImportedPage): string {
  const title = page.title === '' ? 'The page' : `“${page.title}”`;
  const count = page.examples.length > 0 ? page.examples.length : page.calls.length;
  const made = [
    ...(requests === undefined ? [] : [counted(count, 'request')]),
    ...(schema === undefined ? [] : [`a schema of ${counted(schema.properties, 'property', 'properties')}`]),
  ];
  const came =
    made.length === 0
      ? `${title} has no request that could be imported.`
      : `${title} became ${made.join(' and ')}.`;
  const schemaless = schema === undefined && made.length > 0 ? ' It says too little for a schema.' : '';
  const open =
    problems.length === 0
      ? ''
      : ` ${counted(problems.length, 'thing is', 'things are')} left open in it: see the problems of the page.`;
  return came + schemaless + open;
}

function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}
