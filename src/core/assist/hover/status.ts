import type { ResponseBlock } from '../../request/tree.ts';
import { statusMeaning } from '../../send/explain/statuses.ts';
import { touches } from '../../text/span.ts';
import { paragraphs } from '../describe/markdown.ts';
import type { Hover } from './hover.ts';

/** What to do about an answer to an update, by its status; Markdown. */
const NEXT: Readonly<Record<number, string>> = {
  200: 'Compare the object with what you sent: a service may change or leave out values.',
  202: 'Read the object again after a while to see the change.',
  204: 'Nothing more is said about the change. Read the object with GET, or ask for it with `Prefer: return=representation`.',
  400: 'Read `error.message`: it names the property or value most of the time. Then look at the problems of the request.',
  401: 'Sign in again. A token of one cloud is not accepted by another.',
  403: 'Compare the permissions of the token with those that the method’s hover lists, least first. A role, a licence or Conditional Access can be missing too.',
  404: 'Check the ids and the version in the URL, and whether the account may see the object.',
  405: 'Check the URL: an update usually needs the key of one object at its end.',
  409: 'Read the object again, and send the change against its current state.',
  412: 'Read the object again, take its new ETag into `If-Match`, and decide whether the change still applies.',
  413: 'Send the change in parts: Microsoft Graph takes writes of up to 4 MB.',
  415: 'Add `Content-Type: application/json`.',
  423: 'Wait until the lock is gone, then send again.',
  428: 'Add `If-Match` with the ETag of the object, as GET returns it.',
  429: 'Wait as many seconds as `Retry-After` says, then send again.',
  501: 'Look for an action or another URL that does it; the documentation of the resource names them.',
  503: 'Wait as many seconds as `Retry-After` says, then send again.',
  504: 'It is not known whether the change was made. Read the object before you send again.',
};

const STATUS = /^\S+[ \t]+(\d{3})(?!\d)/;

/** What the status of a pasted answer means at Microsoft Graph, and what to do about it. */
export function statusHover({ statusLine }: ResponseBlock, offset: number): Hover | undefined {
  if (!touches(statusLine, offset)) return undefined;
  const status = Number(STATUS.exec(statusLine.text)?.[1]);
  if (!(status >= 100)) return undefined;
  return {
    span: statusLine,
    markdown: paragraphs(`**${status}** · ${statusMeaning(status)}`, NEXT[status]),
  };
}
