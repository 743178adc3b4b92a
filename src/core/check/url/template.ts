/** The segments of a path template. */
export function templateSegments(template: string): readonly string[] {
  return template.split('/').filter((segment) => segment !== '');
}

/** Whether a segment of a template is a placeholder. */
export function isKey(segment: string): boolean {
  return segment.startsWith('{');
}

/**
 * A template's path with the keys of another template's URL in it: by name, else in their order where both
 * have as many. A key that is not known stays a placeholder.
 *
 * @param keys texts by placeholder (`{identityId}`), in the order of the URL
 */
export function fillByName(template: string, keys: ReadonlyMap<string, string>): string {
  const wanted = templateSegments(template);
  const inOrder = wanted.filter(isKey).length === keys.size ? [...keys.values()] : [];
  let place = 0;
  const filled = wanted.map((segment) => {
    if (!isKey(segment)) return segment;
    const byOrder = inOrder[place++];
    return keys.get(segment) ?? byOrder ?? segment;
  });
  return `/${filled.join('/')}`;
}

/**
 * A template's path with the segments of a URL that is like it: each placeholder takes what stands at its
 * place, where the URL has as many segments, or lacks the last one.
 */
export function fillByPlace(template: string, segments: readonly string[]): string {
  const wanted = templateSegments(template);
  const aligned = wanted.length - segments.length === 0 || wanted.length - segments.length === 1;
  const filled = wanted.map((segment, index) =>
    aligned && isKey(segment) ? (segments[index] ?? segment) : segment,
  );
  return `/${filled.join('/')}`;
}
