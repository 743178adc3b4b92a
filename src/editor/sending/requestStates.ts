import * as vscode from 'vscode';
import { followRequests, type RequestMark } from '../../core/request/follow.ts';
import type { RequestFile } from '../../core/request/tree.ts';
import { briefOf, type OutcomeBrief, type OutcomeState } from '../../core/send/brief.ts';
import type { Outcome } from '../../core/send/outcome.ts';
import type { Sent } from '../../core/services.ts';
import type { ReadyRequest } from '../requests.ts';

/** What is known of the last send of a request in this window. */
export type RequestState =
  /** Under way; `cancel` ends it. */
  | { readonly kind: 'sending'; cancel(): void }
  /** Done, refused or not sent, or nobody knows. */
  | {
      readonly kind: OutcomeState;
      readonly brief: OutcomeBrief;
      /** What came of it, whole; of the latest sends of the window only. */
      readonly kept?: Sent;
      /** The request that `kept` is the answer to. */
      readonly ready?: ReadyRequest;
    };

/** The state of a request, and whether the request was edited since. */
export type PlacedState = RequestState & { readonly edited: boolean };

interface Entry {
  readonly mark: RequestMark;
  state: RequestState;
}

/** So many whole answers are kept in memory. */
const MOST_KEPT = 20;

/** What was sent from which request of which document, followed through edits until the document is closed. */
export class RequestStates implements vscode.Disposable {
  readonly #entries = new Map<string, Entry[]>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #subscription = vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri));
  #kept: Entry[] = [];

  /**
   * A request begins to be sent.
   *
   * @returns to be called with what came of it; without, for a send that did not come about, the state is what
   *   it was before
   */
  begin(ready: ReadyRequest, file: RequestFile, cancel: () => void): (sent?: Sent) => void {
    const { mark } = ready;
    const { uri } = ready.document;
    const entries = this.#of(uri);
    const entry: Entry = { mark, state: { kind: 'sending', cancel } };
    const [here] = followRequests(file, [mark]);
    const places = followRequests(
      file,
      entries.map((each) => each.mark),
    );
    const before = entries.find((_, at) => here && places[at]?.index === here.index);
    const others = entries.filter((each, at) => places[at] && each !== before);
    this.#entries.set(uri.toString(), [...others, entry]);
    this.#changed.fire(uri);
    return (sent) => {
      if (sent && !isUntried(sent.delivery.outcome)) this.#settle(entry, ready, sent);
      else this.#replace(uri, entry, before);
      this.#changed.fire(uri);
    };
  }

  /** The states of a document's requests, by the index of their block in the file as it is now. */
  of(uri: vscode.Uri, file: RequestFile): ReadonlyMap<number, PlacedState> {
    const entries = this.#of(uri).toReversed();
    const places = followRequests(
      file,
      entries.map(({ mark }) => mark),
    );
    return new Map(
      entries.flatMap(({ state }, at) => {
        const place = places[at];
        return place ? [[place.index, { ...state, edited: place.edited }]] : [];
      }),
    );
  }

  /** Cancels every send that is under way. */
  cancelAll(): void {
    for (const { state } of [...this.#entries.values()].flat()) {
      if (state.kind === 'sending') state.cancel();
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  #of(uri: vscode.Uri): readonly Entry[] {
    return this.#entries.get(uri.toString()) ?? [];
  }

  #replace(uri: vscode.Uri, entry: Entry, by: Entry | undefined): void {
    const rest = this.#of(uri).filter((each) => each !== entry);
    this.#entries.set(uri.toString(), by && by.state.kind !== 'sending' ? [...rest, by] : [...rest]);
  }

  #settle(entry: Entry, ready: ReadyRequest, sent: Sent): void {
    const brief = briefOf(sent.delivery.masked, sent.delivery.sent);
    entry.state = { kind: brief.state, brief, kept: sent, ready };
    this.#kept = [...this.#kept, entry];
    const [oldest] = this.#kept;
    if (this.#kept.length <= MOST_KEPT || !oldest || oldest.state.kind === 'sending') return;
    oldest.state = { kind: oldest.state.kind, brief: oldest.state.brief };
    this.#kept = this.#kept.slice(1);
  }

  #forget(uri: vscode.Uri): void {
    this.#entries.delete(uri.toString());
    this.#kept = this.#kept.filter((entry) =>
      [...this.#entries.values()].some((each) => each.includes(entry)),
    );
  }
}

/** Whether the person stopped it before anything was tried. */
function isUntried(outcome: Outcome): boolean {
  return outcome.kind === 'not-sent' && (outcome.code === 'cancelled' || outcome.code === 'declined');
}
