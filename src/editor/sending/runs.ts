import type * as vscode from 'vscode';
import { awaitedNames, type ChainLink, chainOf, neededNames } from '../../core/request/chain.ts';
import { markRequest } from '../../core/request/follow.ts';
import { isDisabled, requestsOf, requestTitle } from '../../core/request/names.ts';
import type { RequestFile } from '../../core/request/tree.ts';
import { fileUsage } from '../../core/request/usage.ts';
import { requestsInCircle } from '../../core/send/failures.ts';
import { type RunSummary, runHeadline, runState } from '../../core/send/run.ts';
import { plainLine } from '../../core/text/plainLine.ts';
import type { RequestDocuments } from '../documents.ts';
import { showError, showInformation, showWarning } from '../notify.ts';
import type { Preparation } from '../requests.ts';
import type { DocumentScopes } from '../scopes.ts';
import { RunJob, type RunJobParts } from './runJob.ts';
import { type RunRequest, RunSummaryPage } from './runSummary.ts';

/** What runs work with. */
export interface RunParts extends RunJobParts {
  readonly documents: RequestDocuments;
  readonly scopes: DocumentScopes;
}

/** The summary of a run in the editor. */
export type EditorRun = RunSummary<RunRequest>;

/** Sends several requests of a file, in the order in which they can be sent, up to the first that is not done. */
export class Runs implements vscode.Disposable {
  readonly #parts: RunParts;
  readonly #page: RunSummaryPage;
  #job: RunJob | undefined;

  constructor(parts: RunParts) {
    this.#parts = parts;
    this.#page = new RunSummaryPage(parts.requests);
  }

  /** Sends every request of a file but those that are disabled; what was answered before is answered anew. */
  async all(document: vscode.TextDocument): Promise<EditorRun | undefined> {
    const file = this.#parts.documents.get(document);
    const wanted = requestsOf(file).filter(({ block }) => !isDisabled(block));
    const indexes = wanted.map(({ index }) => index);
    const scope = await this.#parts.scopes.scopeFor(document, { responses: new Map() });
    return this.#chain(document, file, indexes, (index) => neededNames(file, index, scope));
  }

  /**
   * Sends the requests of some blocks, and before them what they need and nobody has sent yet.
   *
   * @param known names of the requests that a block needs, where they are known already
   */
  async some(
    document: vscode.TextDocument,
    indexes: readonly number[],
    known: ReadonlyMap<number, readonly string[]> = new Map(),
  ): Promise<EditorRun | undefined> {
    const file = this.#parts.documents.get(document);
    const scope = await this.#parts.scopes.scopeFor(document);
    const needs = (index: number) => known.get(index) ?? neededNames(file, index, scope);
    return this.#chain(document, file, indexes, needs);
  }

  /**
   * The names that a request waits for, where that is all that it lacks and each of them is a request of its
   * file: then `some` can send it. Otherwise none.
   */
  async awaited({ place, missing }: Extract<Preparation, { kind: 'missing' }>): Promise<readonly string[]> {
    const { responses } = await this.#parts.scopes.scopeFor(place.document);
    const names = awaitedNames(missing, responses);
    const file = this.#parts.documents.get(place.document);
    const { requests } = fileUsage(file);
    const all = missing.every(({ kind, name }) => kind === 'response' && names.includes(name));
    return all && names.every((name) => requests.has(name)) ? names : [];
  }

  /** Ends the run that is under way, after which nothing more of it is sent. */
  cancel(): void {
    this.#job?.cancel();
  }

  /** Opens the page of the last run. */
  showSummary(): Promise<void> {
    return this.#page.show();
  }

  dispose(): void {
    this.#page.dispose();
  }

  async #chain(
    document: vscode.TextDocument,
    file: RequestFile,
    wanted: readonly number[],
    needs: (index: number) => readonly string[],
  ): Promise<EditorRun | undefined> {
    const chain = chainOf(file, wanted, needs);
    if (chain.kind === 'circle') {
      void showError(requestsInCircle(chain.names).message);
      return undefined;
    }
    const states = this.#parts.sender.states.of(document.uri, file);
    const busy = chain.links.some(({ index }) => states.get(index)?.kind === 'sending');
    if (this.#job || busy) {
      void showInformation(UNDER_WAY);
      return undefined;
    }
    if (!(await agreed(file, chain.links, wanted))) return undefined;
    return this.#run(document, itemsOf(file, chain.links));
  }

  async #run(document: vscode.TextDocument, items: readonly RunRequest[]): Promise<EditorRun | undefined> {
    this.#job = new RunJob(this.#parts, document, items);
    try {
      const summary = await this.#job.run();
      this.#page.keep({ document, environment: this.#job.environment.label, summary });
      void this.#announce(summary);
      return summary;
    } finally {
      this.#job = undefined;
    }
  }

  async #announce(summary: EditorRun): Promise<void> {
    const show = 'Show Summary';
    const headline = runHeadline(summary);
    const answer = await (runState(summary) === 'ok'
      ? showInformation(headline, show)
      : showWarning(headline, show));
    if (answer === show) await this.#page.show();
  }
}

/** The links of a chain as requests of a run. */
function itemsOf(file: RequestFile, links: readonly ChainLink[]): readonly RunRequest[] {
  const places = new Map(links.map(({ index }, place) => [index, place]));
  return links.flatMap(({ index, needs }) => {
    const mark = markRequest(file, index);
    if (!mark) return [];
    const title = plainLine(requestTitle(mark.block, index), LONGEST_TITLE);
    return [{ title, mark, needs: needs.flatMap((need) => places.get(need) ?? []) }];
  });
}

/** Asks before requests are sent that nobody chose, because chosen ones need their answers. */
async function agreed(
  file: RequestFile,
  links: readonly ChainLink[],
  wanted: readonly number[],
): Promise<boolean> {
  const titleOf = (index: number) => {
    const block = file.blocks[index];
    return block ? plainLine(requestTitle(block, index), LONGEST_TITLE) : '';
  };
  const [first, ...others] = links.filter(({ index }) => !wanted.includes(index));
  if (!first) return true;
  const what =
    others.length === 0
      ? `The answer of “${titleOf(first.index)}” is needed, which has not been sent yet.`
      : `The answers of ${others.length + 1} requests are needed that have not been sent yet.`;
  const send = links.length === 2 ? 'Send Both' : `Send All ${links.length}`;
  const lines = links.slice(0, MOST_LISTED).map(({ index }, place) => `${place + 1}. ${titleOf(index)}`);
  const more = links.length - MOST_LISTED;
  const detail = ['In this order:', ...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
  return (await showWarning(what, { modal: true, detail }, send)) === send;
}

const UNDER_WAY = 'Requests are being sent already. Wait for their answers, or cancel them.';

/** So many requests are listed. */
const MOST_LISTED = 12;
/** So much of a title is shown in dialogs and messages. */
const LONGEST_TITLE = 100;
