import type { Environment } from '../core/environments.ts';
import { chainOf, neededNames } from '../core/request/chain.ts';
import {
  findRequest,
  isDisabled,
  requestName,
  requestNote,
  requestsOf,
  requestTitle,
} from '../core/request/names.ts';
import { parseFile } from '../core/request/parse.ts';
import { type Prepared, prepareRequest } from '../core/request/prepare.ts';
import type { RequestFile } from '../core/request/tree.ts';
import type { EarlierResponse, Scope } from '../core/request/values/scope.ts';
import type { Wait } from '../core/send/client/client.ts';
import { waitText } from '../core/send/countdown.ts';
import { headline } from '../core/send/explain/explain.ts';
import { isRead, requestsInCircle } from '../core/send/failures.ts';
import type { RunItem } from '../core/send/run.ts';
import type { Sent, Services } from '../core/services.ts';
import { LineIndex } from '../core/text/lines.ts';
import { absolutePath, readBeside, readText, say, unreadableReason } from './host.ts';

/** Which requests of a file are meant. */
export interface Choice {
  /** Names, titles or numbers; empty: the only one of the file. */
  readonly wanted: readonly string[];
  /** All that are not disabled. */
  readonly all: boolean;
}

/** One request that is to be sent. */
export interface ChosenRequest extends RunItem {
  readonly file: OpenFile;
  /** Index of its block. */
  readonly index: number;
}

/** What sends requests: one for the whole call. */
export interface Sender {
  readonly services: Services;
  readonly environment: Environment;
  readonly signal: AbortSignal;
}

/** A request that was sent, or what it lacks. */
export type Tried =
  | { readonly kind: 'sent'; readonly sent: Sent }
  /** Each line: where, what, and the way out. */
  | { readonly kind: 'missing'; readonly lines: readonly string[] };

/** So many requests are read for one that is sent. */
const MOST_READS = 20;

/** A request file of the command line, and the answers of its named requests. */
export class OpenFile {
  /** As it was named. */
  readonly name: string;
  readonly path: string;
  readonly #tree: RequestFile;
  readonly #lines: LineIndex;
  readonly #responses = new Map<string, EarlierResponse>();

  private constructor(name: string, text: string) {
    this.name = name;
    this.path = absolutePath(name);
    this.#tree = parseFile(text);
    this.#lines = new LineIndex(text);
  }

  /** @throws Error with a sentence for the person where the file cannot be read */
  static async open(name: string): Promise<OpenFile> {
    try {
      return new OpenFile(name, await readText(name));
    } catch (error) {
      throw new Error(`${name} cannot be read: ${unreadableReason(error)}`);
    }
  }

  /**
   * The requests that are meant, in the order in which they can be sent.
   *
   * @param scope values for their references
   * @param before how many requests of other files are sent before them
   * @returns a sentence for the person where that is not clear
   */
  choose(choice: Choice, scope: Scope, before = 0): readonly ChosenRequest[] | string {
    const indexes = this.#indexes(choice);
    if (typeof indexes === 'string') return indexes;
    const chain = chainOf(this.#tree, indexes, (index) => neededNames(this.#tree, index, scope));
    if (chain.kind === 'circle') return requestsInCircle(chain.names).message;
    const links = chain.links.filter(({ index }) => indexes.includes(index));
    const places = new Map(links.map(({ index }, place) => [index, before + place]));
    return links.map(({ index, needs }) => ({
      file: this,
      index,
      title: this.titleOf(index),
      needs: needs.flatMap((need) => places.get(need) ?? []),
    }));
  }

  titleOf(index: number): string {
    const block = this.#tree.blocks[index];
    return block ? requestTitle(block, index) : '';
  }

  nameOf(index: number): string | undefined {
    const block = this.#tree.blocks[index];
    return block && requestName(block);
  }

  /** The line of a request, from 1. */
  lineOf(index: number): number {
    const block = this.#tree.blocks[index];
    const start = block?.kind === 'request' ? block.requestLine.start : 0;
    return this.#lines.positionAt((this.#tree.starts[index] ?? 0) + start).line + 1;
  }

  /**
   * Sends a request. Where it needs the answer of a named request of the file, that one is sent first, if it
   * only reads: a change is never made because another request refers to it.
   */
  async send(index: number, scope: Scope, sender: Sender): Promise<Tried> {
    const prepared = await this.#prepareWithReads(index, scope, sender);
    if (prepared.kind !== 'ready') return { kind: 'missing', lines: this.#missingLines(index, prepared) };
    const block = this.#tree.blocks[index];
    const note = block && requestNote(block);
    if (note) say(`Note: ${note}`);
    return { kind: 'sent', sent: await this.#deliver(index, prepared, sender) };
  }

  async #deliver(
    index: number,
    { request }: Extract<Prepared, { kind: 'ready' }>,
    { services, environment, signal }: Sender,
  ): Promise<Sent> {
    const sent = await services.send({ request, environment, signal, onWait });
    const { outcome } = sent.delivery;
    const name = this.nameOf(index);
    if (name !== undefined && 'answer' in outcome) {
      const { headers, body } = outcome.answer;
      this.#responses.set(name, { headers, body });
    }
    return sent;
  }

  async #prepareWithReads(index: number, scope: Scope, sender: Sender, depth = 0): Promise<Prepared> {
    const prepared = await this.#prepare(index, scope);
    if (prepared.kind !== 'missing' || depth > MOST_READS) return prepared;
    const [lacking] = prepared.missing;
    if (lacking?.kind !== 'response' || this.#responses.has(lacking.name)) return prepared;
    const earlier = requestsOf(this.#tree).find(({ block }) => requestName(block) === lacking.name);
    const method = earlier?.block.requestLine.method?.text.toUpperCase() ?? 'GET';
    if (!earlier || !isRead(method)) return prepared;
    const first = await this.#prepareWithReads(earlier.index, scope, sender, depth + 1);
    if (first.kind !== 'ready') return prepared;
    const { outcome } = (await this.#deliver(earlier.index, first, sender)).delivery;
    say(`${lacking.name}: ${headline(outcome, method)}`);
    if (!('answer' in outcome)) return prepared;
    return this.#prepareWithReads(index, scope, sender, depth + 1);
  }

  #prepare(index: number, scope: Scope): Promise<Prepared> {
    const responses = new Map([...scope.responses, ...this.#responses]);
    return prepareRequest(
      this.#tree,
      index,
      { ...scope, responses },
      {
        path: this.path,
        roots: [],
        ask: async () => undefined,
        readBody: (body) => readBeside(this.path, body),
      },
    );
  }

  #missingLines(index: number, { missing }: Exclude<Prepared, { kind: 'ready' }>): readonly string[] {
    const start = this.#tree.starts[index] ?? 0;
    return missing.map(({ span, reason, kind, name }) => {
      const { line, character } = this.#lines.positionAt(start + span.start);
      const way = kind === 'prompt' || kind === 'placeholder' ? ` Give it with --var "${name}=…".` : '';
      return `${this.name}:${line + 1}:${character + 1}: ${reason}${way}`;
    });
  }

  /** The blocks of the requests that are meant, or why that is not clear. */
  #indexes({ wanted, all }: Choice): readonly number[] | string {
    const requests = requestsOf(this.#tree);
    const [first] = requests;
    if (!first) return `There is no request in ${this.name}.`;
    if (all) return requests.filter(({ block }) => !isDisabled(block)).map(({ index }) => index);
    const list = requests
      .map(({ index, block }, at) => `  ${at + 1}  ${requestTitle(block, index)}`)
      .join('\n');
    if (wanted.length === 0) {
      return requests.length === 1
        ? [first.index]
        : `${this.name} has several requests. Name one with --request, or send them all with --all:\n${list}`;
    }
    const found: number[] = [];
    for (const each of wanted) {
      const same = requests.filter(({ block }) =>
        [requestName(block), block.separator?.title?.text].includes(each),
      );
      if (same.length > 1) return `Several requests are called “${each}”. Give the number of one:\n${list}`;
      const index = findRequest(this.#tree, each);
      if (index === undefined) return `There is no request “${each}”. ${this.name} has:\n${list}`;
      found.push(index);
    }
    return found;
  }
}

/** Says on standard error that a throttled request waits. */
function onWait(wait: Wait): void {
  say(waitText(wait));
}
