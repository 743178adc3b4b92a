import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import type { RequestMark } from '../../core/request/follow.ts';
import type { RunItem, RunSummary } from '../../core/send/run.ts';
import { type RunPage, runPage } from '../../core/send/runText.ts';
import { rangeOf } from '../documents.ts';
import { showInformation } from '../notify.ts';
import type { Requests } from '../requests.ts';

/** The scheme of the page's address. */
const SCHEME = 'graph-http-run';
const ADDRESS = vscode.Uri.from({ scheme: SCHEME, path: '/Run Summary' });

/** A request of a run. */
export interface RunRequest extends RunItem {
  readonly mark: RequestMark;
}

/** A run that is over. */
export interface FinishedRun {
  readonly document: vscode.TextDocument;
  /** Label of the environment. */
  readonly environment: string;
  readonly summary: RunSummary<RunRequest>;
}

/** The page that lists the requests of the last run, each a link to the request. */
export class RunSummaryPage implements vscode.Disposable {
  readonly #requests: Requests;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #subscription: vscode.Disposable;
  #run: FinishedRun | undefined;
  #page: RunPage | undefined;

  constructor(requests: Requests) {
    this.#requests = requests;
    this.#subscription = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
        onDidChange: this.#changed.event,
        provideTextDocumentContent: () => this.#page?.text ?? NOTHING,
      }),
      vscode.languages.registerDocumentLinkProvider(
        { scheme: SCHEME },
        {
          provideDocumentLinks: (document) => this.#links(document),
          resolveDocumentLink: (link) => this.#resolve(link),
        },
      ),
    );
  }

  /** Takes a run that is over; a page that is open shows it. */
  keep(run: FinishedRun): void {
    this.#run = run;
    const heading = `Requests of ${basename(run.document.uri.path)} → ${run.environment}`;
    this.#page = runPage(run.summary, heading, new Date(run.summary.begun).toLocaleString());
    this.#changed.fire(ADDRESS);
  }

  /** Opens the page of the last run. */
  async show(): Promise<void> {
    if (!this.#page) {
      void showInformation(NOTHING);
      return;
    }
    const document = await vscode.workspace.openTextDocument(ADDRESS);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #links(document: vscode.TextDocument): vscode.DocumentLink[] {
    return (this.#page?.titles ?? []).map((title) => {
      const link = new vscode.DocumentLink(rangeOf(document, title, 0));
      link.tooltip = 'Go to the request';
      return link;
    });
  }

  /** The request's line as it is now, however the file was edited since the run. */
  #resolve(link: vscode.DocumentLink): vscode.DocumentLink {
    const place = this.#page?.titles.findIndex(({ start }) => start === offsetOf(this.#page?.text, link));
    const mark = this.#run?.summary.steps[place ?? -1]?.item.mark;
    if (!this.#run || !mark) return link;
    const line = this.#requests.lineOf(this.#run.document, mark);
    link.target = this.#run.document.uri.with(line === undefined ? {} : { fragment: `L${line + 1}` });
    return link;
  }
}

const NOTHING = 'No run of several requests was made in this window yet.';

/** The offset of a link in the page's text, whose lines end with LF. */
function offsetOf(text: string | undefined, { range }: vscode.DocumentLink): number {
  const before = (text ?? '').split('\n').slice(0, range.start.line);
  return before.reduce((sum, line) => sum + line.length + 1, 0) + range.start.character;
}
