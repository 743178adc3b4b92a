/** What the extension host does for a large answer, one message at a time; `first 5 MB` is the first one of 5 MB. */
import { ObjectDescription } from '../../../src/core/change/show/describe.ts';
import { nextWindow, withFirstWindow } from '../../../src/editor/responses/responseBody.ts';
import type { ResponseView } from '../../../src/webview/messages.ts';
import { large } from '../../webview/samples.ts';
import type { Run } from '../child.ts';

/** The body is read, masked and known as an object by then: that is the same whatever shows it. */
export function contestant(name: string): Run {
  const [what = '', size = ''] = name.split(/ (.*)/);
  const response = large(MEGABYTES[size]);
  const body = response.raw ?? '';
  const object = JSON.parse(body);
  const run = { first, rows, body: bodyWindow, all }[what];
  if (run === undefined) throw new Error(`There is no ${what}.`);
  return run({ response, body, object });
}

interface Given {
  readonly response: ResponseView;
  readonly body: string;
  readonly object: Readonly<Record<string, unknown>>;
}

function first({ response, object }: Given): Run {
  return () => [withFirstWindow(response), new ObjectDescription(object).first];
}

function rows({ object }: Given): Run {
  const description = new ObjectDescription(object);
  return () => description.after('$.value', 100);
}

function bodyWindow({ response }: Given): Run {
  const place = withFirstWindow(response).rawNext ?? { at: 0, depth: 0, inString: false };
  return () => nextWindow(response, { id: response.id, part: 'answer', place });
}

function all({ body }: Given): Run {
  return () => JSON.stringify(JSON.parse(body), null, 2);
}

/** Sizes of bodies by their names. */
export const MEGABYTES: Readonly<Record<string, number>> = {
  '10 KB': 0.01,
  '1 MB': 1,
  '5 MB': 5,
  '20 MB': 20,
};
