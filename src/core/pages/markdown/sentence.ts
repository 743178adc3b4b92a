/** What a schema asks of a description, in characters. */
const SHORTEST = 12;

/**
 * The text as a sentence of a schema, with the name before it where
 * it is very short; `otherwise` where it says nothing.
 */
export function sentence(name: string, text: string, otherwise: string): string {
  const own = text.replace(/\bTODO\b/g, 'to do').trim();
  if (!/[A-Za-z]/.test(own)) return otherwise;
  const ended = /[.?!)]$/.test(own) ? own : `${own}.`;
  if (ended.length >= SHORTEST) return ended;
  const named = `${name}: ${ended}`;
  return named.length >= SHORTEST ? named : otherwise;
}
