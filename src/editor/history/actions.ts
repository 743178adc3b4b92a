import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../../contributions.ts';
import { GLOBAL } from '../../core/environments.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import { literalUrl } from '../../core/request/literal.ts';
import { isRead } from '../../core/send/failures.ts';
import type { RequestDocuments } from '../documents.ts';
import type { EnvironmentChoice } from '../environment/environment.ts';
import { showInformation, showWarning } from '../notify.ts';
import { indexOfOrigin } from '../origin.ts';
import type { Sending } from '../sending/sendCommand.ts';
import { environmentOf, type Journaling } from './items.ts';
import { aimable } from './response.ts';

/** What acting on entries works with. */
export interface HistoryActionParts {
  readonly documents: RequestDocuments;
  readonly choice: EnvironmentChoice;
  readonly sending: Sending;
}

/** A request that is ready in an editor. */
interface Opened {
  readonly document: vscode.TextDocument;
  readonly index: number;
  /** Whether it has to be looked at before it can be sent. */
  readonly incomplete: boolean;
}

/** What a person does with an entry's request: open it, send it again, read the object, copy it. */
export class HistoryActions {
  readonly #parts: HistoryActionParts;

  constructor(parts: HistoryActionParts) {
    this.#parts = parts;
  }

  /** Shows the request in its file where it is there as it was sent, else in a new one. */
  async open(entry: JournalEntry, journaling: Journaling): Promise<Opened> {
    const found = await this.#inItsFile(entry);
    if (found) return { ...found, incomplete: false };
    const { text, asked, incomplete } = journaling.keptRequest(entry, GLOBAL.host);
    const document = await this.#newDocument(text);
    const why =
      entry.origin === undefined ? 'Its file is not known' : 'It was edited or removed in its file since';
    const masked =
      asked.length === 0
        ? ''
        : ` Secrets are not kept; they are asked for when it is sent: ${asked.join(', ')}.`;
    const left = incomplete ? ' Its comments say what is missing.' : '';
    void showInformation(`This is the request as the history has it. ${why}.${masked}${left}`);
    return { document, index: 0, incomplete };
  }

  /** Sends the request once more, after what has to be settled first. */
  async sendAgain(entry: JournalEntry, journaling: Journaling): Promise<void> {
    if (entry.state === 'unknown' && !isRead(entry.request.method)) {
      const [read, again] = ['Read the Object', 'Send Again'];
      const answer = await showWarning(
        'Nobody knows whether this change was made. Read the object first: sent twice, it may do harm.',
        read,
        again,
      );
      if (answer === read) return this.readObject(entry);
      if (answer !== again) return;
    }
    if (!(await this.#goesTo(entry))) return;
    const { document, index, incomplete } = await this.open(entry, journaling);
    if (!incomplete) await this.#parts.sending.send(document.uri, index);
  }

  /** Reads the object that an entry is about, as it is now. */
  async readObject(entry: JournalEntry): Promise<void> {
    if (!(await this.#goesTo(entry))) return;
    const [url] = aimable(entry).url.split(/[?#]/, 1);
    const document = await this.#newDocument(`### Read the object\nGET ${literalUrl(url ?? '')}\n`);
    await this.#parts.sending.send(document.uri, 0);
  }

  /** Puts the request on the clipboard, as text of a request file. */
  async copy(entry: JournalEntry, journaling: Journaling): Promise<void> {
    await vscode.env.clipboard.writeText(journaling.keptRequest(entry, GLOBAL.host).text);
    vscode.window.setStatusBarMessage('$(check) Copied the request; secrets are not in it', 4000);
  }

  async #inItsFile({ origin }: JournalEntry): Promise<Omit<Opened, 'incomplete'> | undefined> {
    if (origin === undefined) return undefined;
    const document = await openIfThere(origin.uri);
    if (!document || document.languageId !== LANGUAGE_ID) return undefined;
    const file = this.#parts.documents.get(document);
    const index = indexOfOrigin(origin, file, document);
    const block = index === undefined ? undefined : file.blocks[index];
    if (index === undefined || block?.kind !== 'request') return undefined;
    const position = document.positionAt((file.starts[index] ?? 0) + block.requestLine.start);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.One,
      selection: new vscode.Range(position, position),
    });
    return { document, index };
  }

  async #newDocument(content: string): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument({ language: LANGUAGE_ID, content });
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One });
    return document;
  }

  /** Whether requests go to the environment of the entry, or the person wants them to. */
  async #goesTo(entry: JournalEntry): Promise<boolean> {
    const { choice } = this.#parts;
    if (choice.current.id === entry.environment) return true;
    const wanted = choice.environments.byId(entry.environment);
    if (!wanted) {
      void showWarning(
        `Nothing was sent: the environment ${environmentOf(entry)} is not there any more. Open the request and send it where it should go now.`,
      );
      return false;
    }
    const change = `Switch to ${wanted.label}`;
    const answer = await showWarning(
      `This request went to ${environmentOf(entry)}, and this workspace now sends to ${choice.current.label}.`,
      change,
    );
    if (answer !== change) return false;
    await choice.choose(wanted);
    return true;
  }
}

async function openIfThere(uri: string): Promise<vscode.TextDocument | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
  if (open) return open;
  const parsed = vscode.Uri.parse(uri);
  // A new file that was closed would come back empty.
  if (parsed.scheme === 'untitled') return undefined;
  try {
    return await vscode.workspace.openTextDocument(parsed);
  } catch {
    return undefined;
  }
}
