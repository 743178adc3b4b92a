import type * as vscode from 'vscode';
import type { Environment } from '../../core/environments.ts';
import { briefOf, type OutcomeBrief } from '../../core/send/brief.ts';
import {
  cancelled,
  environmentChanged,
  type Failure,
  requestEdited,
  requestIncomplete,
} from '../../core/send/failures.ts';
import { type RunSummary, runInOrder } from '../../core/send/run.ts';
import type { EnvironmentChoice } from '../environment/environment.ts';
import { withQuietProgress } from '../progress.ts';
import type { Requests } from '../requests.ts';
import type { Shown } from '../responses/response.ts';
import type { ResponsePresenter } from '../responses/responsePresenter.ts';
import type { WriteConfirmation } from './confirmation.ts';
import type { RequestSender } from './requestSender.ts';
import { RunConfirmation } from './runConfirmation.ts';
import type { RunRequest } from './runSummary.ts';

/** What a run works with. */
export interface RunJobParts {
  readonly requests: Requests;
  readonly choice: EnvironmentChoice;
  readonly sender: RequestSender;
  readonly confirmation: WriteConfirmation;
  readonly responses: ResponsePresenter;
}

/** One run of several requests of a document, to one environment. */
export class RunJob {
  readonly environment: Environment;
  readonly #parts: RunJobParts;
  readonly #document: vscode.TextDocument;
  readonly #items: readonly RunRequest[];
  readonly #confirmation: RunConfirmation;
  readonly #abort = new AbortController();
  /** What is shown in the end: the first request that was not done, else the last. */
  #shown: Shown | undefined;

  constructor(parts: RunJobParts, document: vscode.TextDocument, items: readonly RunRequest[]) {
    this.#parts = parts;
    this.environment = parts.choice.current;
    this.#document = document;
    this.#items = items;
    const blocks = items.map(({ mark }) => mark.block);
    this.#confirmation = new RunConfirmation(blocks, parts.confirmation);
  }

  /** Sends the requests. Shows the answer of the one that ended it, or of the last. */
  async run(): Promise<RunSummary<RunRequest>> {
    const count = this.#items.length;
    const title = `Sending ${count} ${count === 1 ? 'request' : 'requests'} to ${this.environment.label}`;
    const summary = await withQuietProgress(
      title,
      ({ report }) =>
        runInOrder(this.#items, {
          signal: this.#abort.signal,
          now: () => Date.now(),
          send: (item, place) => {
            const at = `${place + 1} of ${count}: ${item.title}`;
            report(at);
            return this.#send(item, (message) => report(`${at}. ${message}`));
          },
        }),
      this.#abort,
    );
    if (this.#shown) this.#parts.responses.show(this.#shown);
    return summary;
  }

  /** Ends it: nothing more is sent. */
  cancel(): void {
    this.#abort.abort();
  }

  async #send({ mark, title }: RunRequest, report: (message: string) => void): Promise<OutcomeBrief> {
    const { requests, sender } = this.#parts;
    const document = this.#document;
    const index = requests.indexOf({ document, mark });
    if (index === undefined) return notSent(requestEdited(title));
    const preparation = await requests.resolve({ document, index });
    if (preparation.kind === 'cancelled') return notSent(cancelled());
    if (preparation.kind === 'missing') {
      const [first] = preparation.missing;
      return notSent(requestIncomplete(first?.reason ?? ''));
    }
    const now = this.#parts.choice.current;
    if (now.id !== this.environment.id) return notSent(environmentChanged(now.label));
    const { ready } = preparation;
    const { confirm } = this.#confirmation;
    try {
      const order = { ready, environment: this.environment, abort: this.#abort, report, confirm };
      const sent = await sender.send(order);
      this.#shown = { ready, sent };
      return briefOf(sent.delivery.masked, sent.delivery.sent);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return notSent(requestIncomplete(reason));
    }
  }
}

function notSent(failure: Failure): OutcomeBrief {
  return briefOf({ kind: 'not-sent', ...failure });
}
