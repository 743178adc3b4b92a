import type { Client } from './client.ts';

/** One client for all sends: opened when it is first needed, and anew when its options have changed. */
export class HeldClient {
  readonly #open: () => Promise<Client>;
  readonly #underWay = new Set<Promise<unknown>>();
  #client: Promise<Client> | undefined;

  constructor(open: () => Promise<Client>) {
    this.#open = open;
  }

  /** The client with the options of now. */
  get(): Promise<Client> {
    this.#client ??= this.#open();
    return this.#client;
  }

  /** Keeps the client open until that is over, even where its options change meanwhile. */
  during<T>(sending: Promise<T>): Promise<T> {
    this.#underWay.add(sending);
    return sending.finally(() => this.#underWay.delete(sending));
  }

  /** Reads the options again for what is sent next; what is under way ends with the old ones. */
  renew(): void {
    const before = this.#client;
    this.#client = undefined;
    const sends = [...this.#underWay];
    void before?.then(async (client) => {
      await Promise.allSettled(sends);
      await client.close();
    });
  }

  /** Closes it, whatever is under way. */
  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await (await client)?.close();
  }
}
