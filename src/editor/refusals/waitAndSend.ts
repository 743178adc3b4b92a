import * as vscode from 'vscode';
import type { Environment } from '../../core/environments.ts';
import { followRequests } from '../../core/request/follow.ts';
import { systemClock } from '../../core/send/clock.ts';
import { waitBeforeSending } from '../../core/send/explain/patience.ts';
import { plainMessage } from '../../core/text/plainMessage.ts';
import type { RequestDocuments } from '../documents.ts';
import { showInformation } from '../notify.ts';
import type { ReadyRequest } from '../requests.ts';
import type { Shown } from '../responses/response.ts';
import type { RefusalParts } from './register.ts';

/** What a wait works with. */
export interface WaitParts {
  readonly documents: Pick<RequestDocuments, 'get'>;
  readonly requests: Pick<RefusalParts['requests'], 'indexOf'>;
  readonly choice: { readonly current: Pick<Environment, 'id'> };
  readonly sending: Pick<RefusalParts['sending'], 'onDidSend' | 'sentFrom' | 'send'>;
}

/** Sends refused requests again when the time is over that their service asked for; one wait for each request. */
export class WaitAndSend implements vscode.Disposable {
  readonly #parts: WaitParts;
  /** The requests that are waited for, and what ends each wait. */
  readonly #waits = new Map<Sender, AbortController>();
  readonly #subscription: vscode.Disposable;

  constructor(parts: WaitParts) {
    this.#parts = parts;
    this.#subscription = parts.sending.onDidSend(({ ready }) => this.#waitOf(ready)?.abort());
  }

  /**
   * Waits for the request of the response that the button stands on, with a countdown that can be cancelled, and
   * sends it. Not where it was edited, or another environment was selected meanwhile, which is said; sending it by
   * hand ends the wait.
   */
  async run(shown: Shown | undefined): Promise<void> {
    const { sending, choice, requests } = this.#parts;
    const until = shown && timeToSend(shown);
    if (!shown || until === undefined || this.#waitOf(shown.ready)) return;
    const { ready, sent } = shown;
    const abort = new AbortController();
    this.#waits.set(ready, abort);
    try {
      if (!(await countdown(`Waiting to send “${ready.title}” again`, until, abort))) return;
    } finally {
      this.#waits.delete(ready);
    }
    const { environment } = sent.delivery;
    const index = requests.indexOf(ready);
    if (index === undefined || choice.current.id !== environment.id) {
      void showInformation(index === undefined ? EDITED : movedFrom(environment.label));
      return;
    }
    const last = await sending.sentFrom(ready.document.uri, index, ready.mark);
    // Who sent it meanwhile does not want it twice.
    if (last?.sent !== sent) return;
    await sending.send(ready.document.uri, index, ready.mark);
  }

  /** Ends every wait without a send. */
  dispose(): void {
    this.#subscription.dispose();
    for (const abort of this.#waits.values()) abort.abort();
  }

  /** What ends the wait for the same request of the same file, edited since or not. */
  #waitOf(ready: Sender): AbortController | undefined {
    const place = this.#placeOf(ready);
    if (place === undefined) return this.#waits.get(ready);
    const uri = ready.document.uri.toString();
    return [...this.#waits].find(
      ([each]) => each.document.uri.toString() === uri && this.#placeOf(each) === place,
    )?.[1];
  }

  #placeOf({ document, mark }: Sender): number | undefined {
    return followRequests(this.#parts.documents.get(document), [mark])[0]?.index;
  }
}

/** Of a request: where it stands. */
type Sender = Pick<ReadyRequest, 'document' | 'mark'>;

/** When a request can be sent again, in milliseconds since 1970; undefined where that is not known for certain. */
function timeToSend({ ready, sent }: Shown): number | undefined {
  const { masked: outcome, time } = sent.delivery;
  if (outcome.kind !== 'refused') return undefined;
  const seconds = waitBeforeSending(outcome.error, ready.request.method);
  return seconds === undefined ? undefined : time + seconds * SECOND;
}

/** Counts down in a notification. @returns whether the time is over, rather than the wait cancelled or ended */
function countdown(title: string, until: number, abort: AbortController): Promise<boolean> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: plainMessage(title),
    cancellable: true,
  };
  const counting = vscode.window.withProgress(options, async (progress, cancellation) => {
    cancellation.onCancellationRequested(() => abort.abort());
    for (;;) {
      const left = until - systemClock.now();
      if (left <= 0) return true;
      progress.report({ message: `${leftText(Math.ceil(left / SECOND))} left` });
      try {
        await systemClock.sleep(Math.min(left, SECOND), abort.signal);
      } catch {
        return false;
      }
    }
  });
  return Promise.resolve(counting);
}

/** `45 s`, `9 min 58 s`. */
function leftText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`;
}

const SECOND = 1_000;

const EDITED = 'Nothing was sent: the request was edited while it waited. Send it with the link above it.';

function movedFrom(label: string): string {
  return `Nothing was sent: the request waited for ${label}, and another environment is selected now. Select ${label}, then send again.`;
}
