/*
 * Texts from elsewhere, such as from an answer, as a request file has to write them to mean what they say: nothing in
 * them is a reference or placeholder, or begins a line of its own.
 */

/** A URL: braces, white space and control characters are percent-encoded, in UTF-8. */
export function literalUrl(url: string): string {
  return url.trim().replace(/[\s\p{Cc}{}]/gu, encodeURIComponent);
}

/** JSON: a brace in front of another one, which only texts have, becomes its escape. */
export function literalJson(json: string): string {
  return json.replace(/\{(?=\{)/g, '\\u007b');
}

/** Whether the value of a header means what it says: braces in a header cannot be escaped. */
export function isLiteralHeader(value: string): boolean {
  return !value.includes('{{') && !/[\p{Cc}\u2028\u2029]/u.test(value);
}

/** A text for one line of a comment or title. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
