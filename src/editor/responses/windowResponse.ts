import { randomUUID } from 'node:crypto';
import type * as vscode from 'vscode';
import type { Delivery } from '../../core/send/deliver.ts';
import type { Baseline } from '../../core/send/loop/baseline.ts';
import { entryOf } from '../../core/send/record/record.ts';
import type { Sent } from '../../core/services.ts';
import { showInformation } from '../notify.ts';
import type { ReadyRequest, Requests } from '../requests.ts';
import type { PageResponse, Shown } from './response.ts';
import { responseView } from './responseView.ts';

/** What acting on a request of a file works with. */
export interface WindowParts {
  readonly requests: Requests;
  /** Sends the request at a place of a document once more. */
  send(uri: vscode.Uri, index: number): Promise<unknown>;
}

/** Of sends that did not come to an entry in the journal. */
const ids = new WeakMap<Delivery, string>();

/** The id of a send. */
export function idOf({ delivery }: Sent): string {
  const id = delivery.entry ?? ids.get(delivery) ?? randomUUID();
  if (delivery.entry === undefined) ids.set(delivery, id);
  return id;
}

/** The response of a request that was sent from a file of this window. */
export function windowResponse(shown: Shown, parts: WindowParts): PageResponse {
  return responseOf(shown, parts, idOf(shown.sent));
}

function responseOf(shown: Shown, parts: WindowParts, id: string, now?: Baseline): PageResponse {
  const { ready, sent } = shown;
  const { request } = ready;
  return {
    id,
    time: sent.delivery.time,
    view: responseView(randomUUID(), request, sent, now),
    request,
    sent,
    ready,
    entry: () => entryOf(id, { delivery: sent.delivery, request, schema: sent.resource?.schema }),
    withObject: (later) => responseOf(shown, parts, id, later),
    sendAgain: () => sendAgain(ready, parts),
    revealRequest: () => parts.requests.reveal(ready),
  };
}

async function sendAgain(ready: ReadyRequest, { requests, send }: WindowParts): Promise<void> {
  const index = requests.indexOf(ready);
  if (index === undefined) void showInformation(EDITED_REQUEST);
  else await send(ready.document.uri, index);
}

const EDITED_REQUEST =
  'Nothing was sent: the request was edited since then. Send it from its file, with the link above it.';
