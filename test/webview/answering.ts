import { nextWindow } from '../../src/editor/responses/responseBody.ts';
import { nextRows } from '../../src/editor/responses/responseRows.ts';
import type { FromPage, ResponseView, ToPage } from '../../src/webview/messages.ts';
import type { Running } from './harness.ts';

/** How many messages of a page were looked at. */
const seen = new WeakMap<Running, number>();

/**
 * Answers what the page asks of a response, as the editor does, until it asks no more.
 *
 * @returns the answers, oldest first
 */
export async function answerAll(running: Running, response: ResponseView): Promise<readonly ToPage[]> {
  const answers: ToPage[] = [];
  for (;;) {
    const posted = await running.posted();
    const asked = posted.slice(seen.get(running) ?? 0).flatMap((message) => answerTo(message, response));
    seen.set(running, posted.length);
    if (asked.length === 0) return answers;
    for (const answer of asked) await running.send(answer);
    answers.push(...asked);
  }
}

function answerTo(message: FromPage, response: ResponseView): readonly ToPage[] {
  if (message.type === 'body') return [nextWindow(response, message)];
  if (message.type === 'rows') return [nextRows(response, message.id, message.path, message.from)];
  return [];
}
