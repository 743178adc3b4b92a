import * as vscode from 'vscode';
import type { EndpointNode } from './tree.ts';

const STATE_KEY = 'endpoints.pinned';

/** An endpoint that a person keeps at hand: `v1.0 /users/{userId}`. */
export type Pin = Pick<EndpointNode, 'version' | 'path'>;

/** What is pinned, in every workspace, in the order in which it was. */
export class Pins implements vscode.Disposable {
  readonly #state: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  get all(): readonly Pin[] {
    return this.#texts().flatMap((text) => {
      const [, version, path] = /^(v1\.0|beta) (\/.+)$/s.exec(text) ?? [];
      return path !== undefined && (version === 'v1.0' || version === 'beta') ? [{ version, path }] : [];
    });
  }

  has(pin: Pin): boolean {
    return this.#texts().includes(textOf(pin));
  }

  async add(pin: Pin): Promise<void> {
    if (!this.has(pin)) await this.#keep([...this.#texts(), textOf(pin)]);
  }

  async remove(pin: Pin): Promise<void> {
    await this.#keep(this.#texts().filter((text) => text !== textOf(pin)));
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #texts(): readonly string[] {
    const kept = this.#state.get<unknown>(STATE_KEY);
    return Array.isArray(kept) ? kept.filter((text) => typeof text === 'string') : [];
  }

  async #keep(texts: readonly string[]): Promise<void> {
    await this.#state.update(STATE_KEY, texts);
    this.#changed.fire();
  }
}

function textOf({ version, path }: Pin): string {
  return `${version} ${path}`;
}
