import type { Span } from '../../text/span.ts';
import { placeholderEnd } from '../read/placeholders.ts';
import type { Placeholder, Reference, RequestUrl } from '../tree.ts';
import { type Filler, hasControl } from './filler.ts';
import { LONGEST } from './resolver.ts';

/** A resolved URL while it grows. */
class UrlText {
  text = '';
  /** Whether its path is complete: what comes now is query or fragment. */
  inQuery = false;

  add(text: string): void {
    this.text += text;
    this.inQuery ||= /[?#]/.test(text);
  }
}

/** The URL of a request with its references and placeholders replaced. */
export function resolvedUrl(filler: Filler): string {
  const { text, references, requestLine } = filler.block;
  const { url } = requestLine;
  const inUrl = references.filter(({ place }) => place === 'url');
  const parts: (Placeholder | Reference)[] = [...inUrl, ...url.placeholders];
  parts.sort((a, b) => a.start - b.start);
  const result = new UrlText();
  let next = 0;
  for (const { span } of url.pieces) {
    let at = span.start;
    for (let part = parts[next]; part !== undefined && part.start < span.end; part = parts[++next]) {
      result.add(text.slice(at, part.start));
      addPart(filler, result, part);
      at = part.end;
    }
    result.add(text.slice(at, span.end));
  }
  if (filler.missing.length === 0) checkUrl(filler, result.text, url);
  return result.text;
}

function checkUrl(filler: Filler, text: string, url: RequestUrl): void {
  if (hasControl(text, 'refuse')) {
    filler.lack({ kind: 'invalid', name: 'URL', reason: controlReason('The URL') }, url);
  } else if (text.length > LONGEST) {
    filler.lack(
      { kind: 'invalid', name: 'URL', reason: 'The URL is longer than any that can be sent.' },
      url,
    );
  } else if (dotSegments(text) > dotSegments(url.text)) {
    filler.lack({ kind: 'invalid', name: 'URL', reason: dotReason() }, url);
  }
}

function addPart(filler: Filler, result: UrlText, part: Placeholder | Reference): void {
  if ('expression' in part) addReference(filler, result, part);
  else addPlaceholder(filler, result, part.name, part);
}

/** A reference is inserted as it is, because people put whole URLs there; placeholders in it are replaced. */
function addReference(filler: Filler, result: UrlText, reference: Reference): void {
  const name = reference.expression.text;
  const value = filler.valueOf(reference);
  if (hasControl(value, 'refuse')) {
    filler.lack({ kind: 'invalid', name, reason: controlReason(`The value of ${name}`) }, reference);
  } else if (reference.kind !== 'variable') {
    result.add(value);
  } else {
    addWithPlaceholders(filler, result, value, reference);
  }
}

function addWithPlaceholders(filler: Filler, result: UrlText, value: string, reference: Reference): void {
  let at = 0;
  for (let open = value.indexOf('{'); open >= 0; open = value.indexOf('{', open + 1)) {
    const close = placeholderEnd(value, open, value.length);
    if (close === undefined) continue;
    result.add(value.slice(at, open));
    addPlaceholder(filler, result, value.slice(open + 1, close - 1).trim(), reference);
    at = close;
  }
  result.add(value.slice(at));
}

/** A placeholder's value, encoded as one segment of a path, or as a part of a query. */
function addPlaceholder(filler: Filler, result: UrlText, name: string, span: Span): void {
  const found = filler.resolver.placeholder(name);
  if (!found.ok) {
    for (const each of found.missing) filler.lack(each, span);
    return;
  }
  const { value } = found;
  if (hasControl(value, 'refuse')) {
    filler.lack({ kind: 'invalid', name, reason: controlReason(`The value of {${name}}`) }, span);
  } else if (value === '.' || value === '..') {
    filler.lack({ kind: 'invalid', name, reason: dotReason() }, span);
  } else {
    result.add(result.inQuery ? encodeQueryPart(value) : encodeSegment(value));
  }
}

/** Percent-encodes everything but what a segment may have (RFC 3986, section 3.3), in UTF-8. */
export function encodeSegment(value: string): string {
  return encodePart(value, /%(?:24|26|2B|2C|3A|3B|3D|40)/g);
}

function encodeQueryPart(value: string): string {
  return encodePart(value, /%(?:24|2C|3A|40)/g);
}

function encodePart(value: string, kept: RegExp): string {
  return encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd')).replace(kept, decodeURIComponent);
}

/** How many segments of a URL's path are `.` or `..`, encoded or not: they would lead to another resource. */
function dotSegments(url: string): number {
  const end = url.search(/[?#]/);
  const path = end < 0 ? url : url.slice(0, end);
  return path.split(/[/\\]/).filter((segment) => /^(?:\.|%2e){1,2}$/i.test(segment)).length;
}

function controlReason(what: string): string {
  return `${what} has a line break or another control character in it and cannot be sent in a URL. Remove it.`;
}

function dotReason(): string {
  return 'With "." or ".." as a part of its path the URL would lead to another resource. Use another value.';
}
