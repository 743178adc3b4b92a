import { literalJson, oneLine } from '../../request/literal.ts';
import type { ApiPage, PageCall, PageExample } from '../page.ts';
import type { PageSource } from '../schema/schema.ts';

/**
 * A request file of a page: its examples as printed, each with its name and where it comes from; where it has none, its
 * request lines. Undefined where it has neither.
 */
export function pageRequests(page: ApiPage, { name, url }: PageSource): string | undefined {
  const from = `# From ${oneLine(url ?? name)}`;
  const several = page.examples.length > 1;
  const parts = page.examples.map((example) => {
    const title = several ? exampleTitle(example) : page.title;
    const request = literalRequest(withVersion(page, example.request));
    return [`### ${oneLine(title === '' ? name : title)}`, from, request].join('\n');
  });
  const bare =
    parts.length > 0
      ? []
      : page.calls.map((call) => [`### ${call.method} ${call.path}`, from, lineOf(page, call)].join('\n'));
  const all = [...parts, ...bare];
  return all.length === 0 ? undefined : `${all.join('\n\n')}\n`;
}

/** An example in which nothing is a reference: pages have none, and what a stranger wrote into one is not resolved. */
function literalRequest(request: string): string {
  const end = request.search(/\r?\n\r?\n|$/);
  return request.slice(0, end).replace(/\{(?=\{)/g, '%7B') + literalJson(request.slice(end));
}

function exampleTitle({ title, method, path }: PageExample): string {
  return /^(?:requests?|examples?|)$/i.test(title) ? `${method} ${path ?? ''}`.trim() : title;
}

function lineOf({ versions }: ApiPage, { method, path }: PageCall): string {
  return `${method} https://graph.microsoft.com/${versions[0] ?? 'v1.0'}${path}`;
}

/** A URL that begins with a segment, as some examples have it, with the page's version. */
function withVersion({ versions }: ApiPage, request: string): string {
  return request.replace(
    /^([A-Za-z]+[ \t]+)\/(?!(?:v1\.0|beta)(?:[/?#\s]|$)|\/)/i,
    `$1https://graph.microsoft.com/${versions[0] ?? 'v1.0'}/`,
  );
}
