/** The last segments of a URL's path, as a person knows the object: `apiConnectors/7fd6431c…`. */
export function objectName(url: string): string {
  const segments = (url.split(/[?#]/, 1)[0] ?? '').split('/').filter((segment) => segment !== '');
  return segments
    .slice(-2)
    .map((segment) => (/^[\da-f]{8}-[\da-f-]{27}$/i.test(segment) ? `${segment.slice(0, 8)}…` : segment))
    .join('/');
}
