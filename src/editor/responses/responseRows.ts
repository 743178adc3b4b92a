import { type DescribedWith, ObjectDescription } from '../../core/change/show/describe.ts';
import type { ObjectRow } from '../../core/change/show/rows.ts';
import type { JsonObject } from '../../core/text/jsonValues.ts';
import type { ResponseView, RowsPart } from '../../webview/messages.ts';

/** What more rows are made from, by the rows that a response has. */
const descriptions = new WeakMap<readonly ObjectRow[], ObjectDescription>();

/**
 * The first rows of a returned object. The page asks for the others when somebody looks at them.
 *
 * @param known the body of the request that returned it, and what is known of its values since before
 */
export function firstRows(object: JsonObject, known: DescribedWith): Pick<ResponseView, 'rows' | 'moreRows'> {
  const description = new ObjectDescription(object, known);
  const { rows, more } = description.first;
  descriptions.set(rows, description);
  return { rows, ...(more === undefined ? {} : { moreRows: more }) };
}

/** The rows that the page asks for. Without rows where another response is shown by now. */
export function nextRows(
  response: ResponseView | undefined,
  id: string,
  path: string,
  from: number,
): RowsPart {
  return { type: 'rows', id, path, from, ...descriptionOf(response, id)?.after(path, from) };
}

/** The whole of a value that the page has only a part of; undefined where it is not kept, or cannot be written. */
export function wholeValue(response: ResponseView | undefined, id: string, path: string): string | undefined {
  return descriptionOf(response, id)?.wholeText(path);
}

function descriptionOf(response: ResponseView | undefined, id: string): ObjectDescription | undefined {
  return response?.id === id && response.rows ? descriptions.get(response.rows) : undefined;
}
