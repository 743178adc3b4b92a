/** The cases: how many requests a file has, and one edit in the largest. */
export const SIZES = [1, 100, 1_000, 10_000] as const;

/** One letter more or less in the middle of the largest file. */
export const EDIT = 'edit among 10,000 requests';

/** The case of a number of requests. */
export function sizeName(count: number): string {
  return count === 1 ? '1 request' : `${count.toLocaleString('en-US')} requests`;
}

/** A file with so many requests, about 350 characters each, no two the same. */
export function requestFile(count: number): string {
  const requests = Array.from({ length: count }, (_, index) => oneRequest(index));
  return `@tenant = contoso\n\n${requests.join('\n')}`;
}

function oneRequest(index: number): string {
  const id = `${index.toString(16).padStart(8, '0')}-c201-4313-cd28-3e8464fe86e9`;
  return `### Update number ${index}
# @name update${index}
PATCH https://graph.microsoft.com/v1.0/connections/{connectionsId}/groups/{{tenant}}/members/${id}
  ?$select=id
Content-Type: application/json
If-Match: {{etag${index}}}

{
  "@odata.type": "#microsoft.graph.externalConnectors.identity",
  "type": "user",
  "note": "{{tenant}} ${index}"
}
`;
}

/** The text of a case; for the edit, the largest. */
export function textOf(name: string): string {
  const count = SIZES.find((each) => sizeName(each) === name) ?? SIZES[SIZES.length - 1] ?? 1;
  return requestFile(count);
}

/** Where the edit types: inside the body of a request in the middle of the file. */
export function editPlace(text: string): number {
  const behind = text.indexOf('"user"', text.length >> 1);
  return (behind < 0 ? text.lastIndexOf('"user"') : behind) + 1;
}
