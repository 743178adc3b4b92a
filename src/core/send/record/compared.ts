import { exactJson, noteWritten } from '../../change/exact.ts';
import { SANDBOX } from '../../environments.ts';
import type { JournalEntry } from '../../journal/entry.ts';

/**
 * An entry as JSON, to be compared with another one: only what can differ for a reason, no ids and times of the
 * transport, and not the port of the sandbox, which is another one each time it is started. Numbers keep their digits.
 */
export function comparedText(entry: JournalEntry): string {
  const { request, environmentLabel, environment, result, baseline, readAfter, state } = entry;
  const shown = {
    request: { method: request.method, url: request.url, body: parsed(request.body) },
    environment: environmentLabel ?? environment,
    before: parsed(baseline?.body),
    response: {
      status: result?.status,
      outcome: state,
      code: result?.code,
      body: parsed(result?.answer?.body),
    },
    after: parsed(readAfter?.body),
  };
  const text = `${exactJson(shown, undefined, 2)}\n`;
  const { origin } = environment === SANDBOX.id && URL.canParse(request.url) ? new URL(request.url) : {};
  return origin === undefined ? text : text.replaceAll(`${origin}/`, 'http://sandbox/');
}

/** A body as JSON, or its lines where it is none or was cut off. */
function parsed(body: string | undefined): unknown {
  if (body === undefined || body === '') return undefined;
  try {
    const value: unknown = JSON.parse(body);
    noteWritten(body, value);
    return value;
  } catch {
    return body.split('\n');
  }
}
