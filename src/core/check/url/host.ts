import { nearestName } from '../../catalog/nearest.ts';
import type { Catalog } from '../../catalog/resource.ts';
import { type Environment, GLOBAL, GRAPH_HOSTS } from '../../environments.ts';
import { whereTo } from '../../send/target.ts';
import type { Span } from '../../text/span.ts';
import type { ProblemCode } from '../codes.ts';
import type { Fix, Problem } from '../problem.ts';
import { fix, problem } from '../report.ts';
import { emptySegment, emptySegmentFixes } from './segments.ts';
import { hasSyntaxProblem, type UrlSubject } from './subject.ts';

/** Why a URL would not be sent: no URL at all, not https, or not to a host of the environment. */
export function checkHost(subject: UrlSubject, environment: Environment, catalog: Catalog): Problem[] {
  const { block, text } = subject;
  if (text === '' || hasSyntaxProblem(subject)) return [];
  const answer = whereTo(text, environment);
  if (answer.ok) return [];
  const code = codeOf(answer.code, text);
  const empty = answer.code === 'url-path' ? emptySegment(subject) : undefined;
  const span = empty ?? spanOf(code, subject);
  const place = subject.toBlock(span);
  return [
    problem(code, place.end > place.start ? place : block.requestLine.url, answer.message, {
      fixes: empty ? emptySegmentFixes(subject, empty, catalog) : fixesOf(code, subject, environment),
    }),
  ];
}

function codeOf(reason: string, text: string): ProblemCode {
  switch (reason) {
    case 'url-relative':
      return 'url-scheme-missing';
    case 'url-scheme':
      return /^http:/i.test(text) ? 'url-insecure' : 'url-scheme-missing';
    case 'url-other-cloud':
      return 'host-other-cloud';
    case 'url-host':
    case 'url-port':
      return 'host-unknown';
    default:
      return 'url-invalid';
  }
}

function spanOf(code: ProblemCode, subject: UrlSubject): Span {
  const { parts } = subject;
  const all = wholeOf(subject);
  if (code === 'host-unknown' || code === 'host-other-cloud') return parts.host ?? all;
  if (code === 'url-insecure') return { start: 0, end: 'http'.length };
  if (code === 'url-invalid' && parts.fragment !== undefined) {
    return { start: parts.fragment.start - 1, end: parts.fragment.end };
  }
  return all;
}

/** A fix that leaves scheme and host out, so that the URL follows the environment. */
function asPath(subject: UrlSubject): readonly Fix[] {
  const { origin, version } = subject.parts;
  if (origin === undefined || version === undefined || !subject.isOriginal(origin)) return [];
  return fix('Write it as a path', subject.toBlock(origin), '', false);
}

function wholeOf({ text }: UrlSubject): Span {
  return { start: 0, end: text.length };
}

function fixesOf(code: ProblemCode, subject: UrlSubject, environment: Environment): readonly Fix[] {
  const { host, origin } = subject.parts;
  const wanted = environment.host ?? GLOBAL.host;
  const edit = (title: string, span: Span, newText: string) =>
    subject.isOriginal(span) ? fix(title, subject.toBlock(span), newText) : [];
  switch (code) {
    case 'host-unknown':
    case 'host-other-cloud':
      return host === undefined
        ? []
        : [...edit(`Change the host to ${wanted}`, host, wanted), ...asPath(subject)];
    case 'url-insecure':
      return edit('Change to https', { start: 0, end: 'http'.length }, 'https');
    case 'url-scheme-missing': {
      const start = { start: 0, end: 0 };
      const bare = /^["'<](https:\/\/[^"'<>]+|\/[^"'<>]+)["'>]$/.exec(subject.text)?.[1];
      if (bare !== undefined) return edit('Remove what is around the URL', wholeOf(subject), bare);
      const scheme = /^([a-z]+)(?=:\/\/)/i.exec(subject.text)?.[1] ?? '';
      if (nearestName(scheme, ['https']) !== undefined) {
        return edit('Change to https', { start: 0, end: scheme.length }, 'https');
      }
      if (subject.text.includes(':')) return [];
      const known = host !== undefined && origin?.text === host.text && GRAPH_HOSTS.includes(host.text);
      if (known) return edit('Insert https://', start, 'https://');
      return host === undefined ? edit('Insert / before the path', start, '/') : [];
    }
    case 'url-invalid':
      return fragmentFixes(subject);
    default:
      return [];
  }
}

/** A `#` belongs to a name, such as that of a guest, or begins what only browsers have a use for. */
function fragmentFixes(subject: UrlSubject): readonly Fix[] {
  const { fragment } = subject.parts;
  if (fragment === undefined) return [];
  const span = { start: fragment.start - 1, end: fragment.end };
  if (!subject.isOriginal(span)) return [];
  const place = subject.toBlock(span);
  const isName = /@|#ext#/i.test(`#${fragment.text}`);
  const encoded = `#${fragment.text}`.replaceAll('#', '%23');
  const written = fix('Write # as %23', place, encoded, isName);
  const removed = fix('Remove this part', place, '', !isName);
  return isName ? [...written, ...removed] : [...removed, ...written];
}
