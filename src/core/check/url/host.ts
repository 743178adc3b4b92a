import { type Environment, GRAPH_HOSTS } from '../../send/environments.ts';
import { whereTo } from '../../send/target.ts';
import type { Span } from '../../text/span.ts';
import type { ProblemCode } from '../codes.ts';
import type { Fix, Problem } from '../problem.ts';
import { fix, problem } from '../report.ts';
import type { UrlSubject } from './subject.ts';

/** Why a URL would not be sent: no URL at all, not https, or not to a host of the environment. */
export function checkHost(subject: UrlSubject, environment: Environment): Problem[] {
  const { block, text } = subject;
  if (text === '' || hasSyntaxProblem(subject)) return [];
  const answer = whereTo(text, environment);
  if (answer.ok) return [];
  const code = codeOf(answer.code, text);
  const span = spanOf(code, subject);
  const place = subject.toBlock(span);
  return [
    problem(code, place.end > place.start ? place : block.requestLine.url, answer.message, {
      fixes: fixesOf(code, subject, environment),
    }),
  ];
}

/** White space or a comment in the URL has been reported; the rest would only follow from it. */
function hasSyntaxProblem({ block }: UrlSubject): boolean {
  const { start, end } = block.requestLine.url;
  return block.problems.some(
    ({ code, span }) =>
      (code === 'url-space' || code === 'comment-trailing' || code === 'request-line-malformed') &&
      span.start >= start &&
      span.end <= end,
  );
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

function spanOf(code: ProblemCode, { text, parts }: UrlSubject): Span {
  const all = { start: 0, end: text.length };
  if (code === 'host-unknown' || code === 'host-other-cloud') return parts.host ?? all;
  if (code === 'url-insecure') return { start: 0, end: 'http'.length };
  if (code === 'url-invalid' && parts.fragment !== undefined) {
    return { start: parts.fragment.start - 1, end: parts.fragment.end };
  }
  return all;
}

function fixesOf(code: ProblemCode, subject: UrlSubject, environment: Environment): readonly Fix[] {
  const { host, origin } = subject.parts;
  const wanted = environment.host ?? 'graph.microsoft.com';
  const edit = (title: string, span: Span, newText: string) =>
    subject.isOriginal(span) ? fix(title, subject.toBlock(span), newText) : [];
  switch (code) {
    case 'host-unknown':
    case 'host-other-cloud':
      return host === undefined ? [] : edit(`Change the host to ${wanted}`, host, wanted);
    case 'url-insecure':
      return edit('Change to https', { start: 0, end: 'http'.length }, 'https');
    case 'url-scheme-missing': {
      const start = { start: 0, end: 0 };
      if (subject.text.includes(':')) return [];
      const known = host !== undefined && origin?.text === host.text && GRAPH_HOSTS.includes(host.text);
      if (known) return edit('Insert https://', start, 'https://');
      return host === undefined ? edit('Insert / before the path', start, '/') : [];
    }
    default:
      return [];
  }
}
