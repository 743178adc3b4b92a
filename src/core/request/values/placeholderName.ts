/**
 * A name for `{…}` of what stands for a value on a page: `user-id`
 * gives `userId`; `id | userPrincipalName` the first.
 */
export function placeholderName(text: string): string {
  const [first = ''] = text.trim().split(/[|,\s]/);
  const [head = '', ...rest] = first.split(/\W+/).filter((word) => word !== '');
  return [head, ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('') || 'id';
}
