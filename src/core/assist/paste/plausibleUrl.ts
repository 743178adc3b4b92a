/**
 * Whether a word is meant as the URL of a request: one with a scheme, a path of Microsoft Graph, a host and a
 * path, or one that begins with a variable. A word of prose is none. With anyPath, every path from the root is.
 */
export function isPlausibleUrl(word: string, anyPath = false): boolean {
  return PLAUSIBLE.test(word) || (anyPath && word.startsWith('/') && word.length > 1);
}

const PLAUSIBLE =
  /^(?:https?:\/\/[^\s/?#]|\/?(?:v1\.0|beta)(?:[/?$]|$)|\{\{|\$\{?\w+\}?(?:\/|$)|(?:[^\s/?#@]{0,500}@)?(?:localhost|[\w-]{1,63}(?:\.[\w-]{1,63}){1,40})(?::\d{1,5})?\/|localhost(?::\d{1,5})?$)/i;
