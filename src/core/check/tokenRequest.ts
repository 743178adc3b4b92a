import type { RequestBlock } from '../request/tree.ts';
import { removeLines } from './lines.ts';
import type { Problem } from './problem.ts';
import { fixAll, problem } from './report.ts';
import { type ReferenceText, urlSubject } from './url/subject.ts';

/** Where clouds of Microsoft give tokens. */
const SIGN_IN_HOST =
  /^(?:login\.(?:microsoftonline\.(?:com|us)|windows\.net|chinacloudapi\.cn|sovcloud-identity\.\w+)|sts\.windows\.net)$/i;
const TOKEN_PATH = /\/(?:token|devicecode|authorize)$/i;

/** A request that gets a token, as collections for other tools begin: here nobody needs it, and it is not sent. */
export function checkTokenRequest(block: RequestBlock, textOf: ReferenceText): Problem | undefined {
  const { parts } = urlSubject(block, textOf);
  const host = parts.host?.text ?? '';
  if (!SIGN_IN_HOST.test(host) || !TOKEN_PATH.test(parts.path.text)) return undefined;
  const { body } = block;
  const last = block.headers.at(-1) ?? block.requestLine;
  const whole = { start: block.requestLine.start, end: body?.end ?? last.end };
  return problem(
    'token-not-needed',
    block.requestLine,
    'This request gets a token. None is needed here: you are signed in when a request is sent, and this one is not sent. Keep it for other tools, or remove it.',
    { fixes: fixAll('Remove the request', [removeLines(block.text, whole)], false), tag: 'unnecessary' },
  );
}
