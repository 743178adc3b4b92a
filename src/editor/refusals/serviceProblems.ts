import * as vscode from 'vscode';
import { headPlace } from '../../core/assist/headPlace.ts';
import { bodyTextOf, type StandingIn, standingIn, stillStanding } from '../../core/assist/standing.ts';
import { followRequests, type RequestMark } from '../../core/request/follow.ts';
import type { ResolvedRequest } from '../../core/request/message.ts';
import { splitUrl } from '../../core/request/url.ts';
import type { SentHead } from '../../core/send/named/head.ts';
import { type RefusedPlace, refusedParts, refusedPlaces } from '../../core/send/named/refused.ts';
import { type Services, sentResourceOf } from '../../core/services.ts';
import { isRequestDocument, type RequestDocuments } from '../documents.ts';
import type { SendEvent } from '../sending/requestSender.ts';
import { BodyFileProblems } from './bodyFiles.ts';
import {
  headProblemsOf,
  problemsOf,
  type Refusal,
  type ServiceProblem,
  type StandingPart,
} from './problem.ts';

/** What problems of the service are made with. */
export interface ServiceProblemParts {
  readonly services: Services;
  readonly documents: RequestDocuments;
  readonly onDidSend: vscode.Event<SendEvent>;
}

/** What still stands of a refusal. */
interface Open {
  readonly refusal: Refusal;
  /** Its request as it was at the last edit, by which it is followed. */
  readonly now: RequestMark;
  readonly standing: StandingIn<RefusedPlace>;
}

/** The head of a request as it was sent, without the version of its path. */
function headOf({ url, headers }: ResolvedRequest): SentHead {
  const { segments, options } = splitUrl(url);
  return {
    headers,
    segments: segments.map(({ text }) => text),
    options: options.map(({ name }) => name.text),
  };
}

/** What an error says without a page of its own. */
const GENERAL = 'https://learn.microsoft.com/graph/errors';

/**
 * Shows what a service refused at the properties, headers and parts of the URL that it names: each until that is
 * changed, and all until the request is sent again with success, or its document is closed. The problems move with the
 * text.
 */
export class ServiceProblems implements vscode.Disposable {
  readonly #parts: ServiceProblemParts;
  readonly #collection = vscode.languages.createDiagnosticCollection('graph-http-service');
  readonly #open = new Map<string, readonly Open[]>();
  readonly #shown = new Map<string, readonly ServiceProblem[]>();
  readonly #files = new BodyFileProblems();
  readonly #subscription: vscode.Disposable;

  constructor(parts: ServiceProblemParts) {
    this.#parts = parts;
    this.#subscription = vscode.Disposable.from(
      this.#collection,
      this.#files,
      parts.onDidSend((event) => void this.#take(event)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#draw(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)),
    );
  }

  /** The problems of a document as it is now. */
  of(document: vscode.TextDocument): readonly ServiceProblem[] {
    return this.#shown.get(document.uri.toString()) ?? [];
  }

  /** The problem of a request at a property, given as a JSON path; in the file of its body, where it has one. */
  find(document: vscode.TextDocument, mark: RequestMark, property: string): ServiceProblem | undefined {
    return [...this.of(document), ...this.#files.all].find(
      (each) => each.property === property && each.refusal.mark === mark,
    );
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** What was not sent, or has no answer, says nothing new about what was refused before. */
  async #take({ ready, sent }: SendEvent): Promise<void> {
    const { delivery, resource } = sent;
    const { masked: outcome, environment, time } = delivery;
    if (!('answer' in outcome)) return;
    const { services } = this.#parts;
    const { request, document, mark } = ready;
    const catalog = await services.catalog(environment);
    const places = refusedPlaces({
      outcome,
      url: request.url,
      body: request.body,
      schemaOf: (url) => (url === request.url ? resource : sentResourceOf(catalog, url))?.schema,
    });
    const documentation = resource?.endpoint.documentation ?? GENERAL;
    const parts = refusedParts(outcome, headOf(request)).flatMap((said): readonly StandingPart[] => {
      const written = headPlace(mark.block, said.part)?.written;
      return written === undefined ? [] : [{ said, written }];
    });
    const refusal = { document, mark, places, parts, environment: environment.label, time, documentation };
    const others = this.#others(refusal);
    const open = { refusal, now: mark, standing: standingIn(bodyTextOf(mark.block), places) };
    this.#keep(document, places.length + parts.length === 0 ? others : [...others, open]);
    this.#draw(document);
    const isWanted = () => this.#openIn(document).some((each) => each.refusal === refusal);
    if (isWanted()) await this.#files.show(refusal, isWanted);
  }

  #openIn({ uri }: Pick<vscode.TextDocument, 'uri'>): readonly Open[] {
    return this.#open.get(uri.toString()) ?? [];
  }

  /** The refusals of the document's other requests. */
  #others({ document, mark }: Refusal): readonly Open[] {
    const known = this.#openIn(document);
    if (known.length === 0) return known;
    const file = this.#parts.documents.get(document);
    const [here] = followRequests(file, [mark]);
    const places = followRequests(
      file,
      known.map(({ now }) => now),
    );
    return known.filter((_, index) => here === undefined || places[index]?.index !== here.index);
  }

  #keep({ uri }: Pick<vscode.TextDocument, 'uri'>, open: readonly Open[]): void {
    if (open.length === 0) this.#open.delete(uri.toString());
    else this.#open.set(uri.toString(), open);
    this.#files.retain(new Set([...this.#open.values()].flat().map(({ refusal }) => refusal)));
  }

  #forget(uri: vscode.Uri): void {
    this.#keep({ uri }, []);
    this.#shown.delete(uri.toString());
    this.#collection.delete(uri);
  }

  /** Shows the problems where they stand now; those of what was changed are dropped. */
  #draw(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    const known = this.#open.get(key);
    if (!known && !this.#shown.has(key)) return;
    if (!known || document.isClosed || !isRequestDocument(document)) {
      this.#forget(document.uri);
      return;
    }
    const file = this.#parts.documents.get(document);
    const places = followRequests(
      file,
      known.map(({ now }) => now),
    );
    const kept: Open[] = [];
    const shown: ServiceProblem[] = [];
    for (const [at, { refusal, now, standing }] of known.entries()) {
      const index = places[at]?.index;
      const block = index === undefined ? undefined : file.blocks[index];
      if (index === undefined || block?.kind !== 'request') continue;
      const still = block === now.block ? standing : stillStanding(standing, bodyTextOf(block));
      const start = file.starts[index] ?? 0;
      const inHead = headProblemsOf(document, refusal, block, start);
      const isOther = block.body?.text !== now.block.body?.text;
      if (still.all.length + inHead.length === 0 && (isOther || refusal.places.length === 0)) continue;
      kept.push({ refusal, now: { block, index }, standing: still });
      shown.push(...problemsOf(document, refusal, still, start + (block.body?.start ?? 0)), ...inHead);
    }
    this.#keep(document, kept);
    this.#shown.set(key, shown);
    this.#collection.set(
      document.uri,
      shown.map(({ diagnostic }) => diagnostic),
    );
  }
}
