import type { Catalog, Resource } from './catalog/resource.ts';
import type { CheckInput } from './check/check.ts';
import type { Problem } from './check/problem.ts';
import { resolveUrl } from './check/url/subject.ts';
import type { Clock, LineStore, Log, TokenSource } from './host.ts';
import type { Journal } from './journal/journal.ts';
import { splitUrl } from './request/url.ts';
import type { SandboxConnection } from './sandbox/connect.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import type { Client, ClientOptions } from './send/client.ts';
import type { Delivery, DeliveryOptions } from './send/deliver.ts';
import type { Environment } from './send/environments.ts';

/** What the core is given by whatever it runs in. */
export interface ServiceHost {
  readonly clock: Clock;
  readonly log: Log;
  readonly tokens: TokenSource;
  /** Where the journal is kept. */
  readonly journal: LineStore;
  /** Address of a sandbox that already runs; empty: one is started when it is needed. */
  readonly sandboxUrl: () => string;
  /** How requests leave this process; read again after `clientChanged`. */
  readonly client: () => ClientOptions;
}

/** A send, as features ask for it. */
export type DeliveryRequest = Pick<
  DeliveryOptions,
  'request' | 'environment' | 'signal' | 'onWait' | 'confirm'
>;

/** What came of a send, and what its URL meant. */
export interface Sent {
  readonly delivery: Delivery;
  readonly resource?: Resource;
}

/** The whole core, for one host. Heavy parts are loaded when they are first used. */
export interface Services {
  /** The built-in schemas and what URLs mean. */
  catalog(): Promise<Catalog>;
  /** Problems of one block; see `checkBlock`. */
  check(input: Omit<CheckInput, 'catalog'>): Promise<readonly Problem[]>;
  /** The running sandbox; started, or connected to, on first use. */
  sandbox(): Promise<SandboxConnection>;
  /** Sends one request, from target to journal; see `deliver`. */
  send(request: DeliveryRequest): Promise<Sent>;
  /** Reads the client's options again before the next send; sends that are under way end with the old ones. */
  clientChanged(): void;
  /** Ends what was started: sandbox, connections. */
  dispose(): Promise<void>;
}

/** Builds the core for a host. Nothing is loaded, opened or started yet. */
export function createServices(host: ServiceHost): Services {
  return new Core(host);
}

/** The resource that a resolved URL means: absolute or a path, with or without a version. */
export function resourceOf(catalog: Catalog, url: string): Resource | undefined {
  const resolution = resolveUrl(catalog, splitUrl(url));
  return resolution?.found ? resolution.resource : undefined;
}

class Core implements Services {
  readonly #host: ServiceHost;
  #catalog: Promise<Catalog> | undefined;
  #client: Promise<Client> | undefined;
  readonly #underWay = new Set<Promise<unknown>>();
  #journal: Promise<Journal> | undefined;
  #sandbox: { readonly url: string; readonly connection: Promise<SandboxConnection> } | undefined;
  #started: Sandbox | undefined;

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  catalog(): Promise<Catalog> {
    this.#catalog ??= import('./authoring.ts').then(({ loadCatalog }) => loadCatalog());
    return this.#catalog;
  }

  async check(input: Omit<CheckInput, 'catalog'>): Promise<readonly Problem[]> {
    const [{ checkBlock }, catalog] = await Promise.all([import('./authoring.ts'), this.catalog()]);
    return checkBlock({ ...input, catalog });
  }

  sandbox(): Promise<SandboxConnection> {
    const url = this.#host.sandboxUrl();
    if (this.#sandbox?.url !== url) {
      const connection = this.#connect(url);
      this.#sandbox = { url, connection };
      connection.catch(() => {
        if (this.#sandbox?.connection === connection) this.#sandbox = undefined;
      });
    }
    return this.#sandbox.connection;
  }

  async send(request: DeliveryRequest): Promise<Sent> {
    const sending = this.#deliver(request);
    this.#underWay.add(sending);
    return sending.finally(() => this.#underWay.delete(sending));
  }

  clientChanged(): void {
    const before = this.#client;
    this.#client = undefined;
    const sends = [...this.#underWay];
    void before?.then(async (client) => {
      await Promise.allSettled(sends);
      await client.close();
    });
  }

  async dispose(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await (await client)?.close();
    await this.#started?.close();
    this.#started = undefined;
    this.#sandbox = undefined;
  }

  async #deliver(request: DeliveryRequest): Promise<Sent> {
    const [{ deliver }, catalog, client, journal] = await Promise.all([
      import('./sending.ts'),
      this.catalog(),
      this.#openClient(),
      this.#openJournal(),
    ]);
    const resource = resourceOf(catalog, request.request.url);
    const delivery = await deliver({
      ...request,
      base: await this.#baseOf(request.environment),
      tokens: this.#host.tokens,
      clock: this.#host.clock,
      log: this.#host.log,
      client,
      journal,
      ...(resource ? { resource, defaultVersion: resource.version } : {}),
    });
    return { delivery, ...(resource ? { resource } : {}) };
  }

  async #baseOf(environment: Environment): Promise<URL> {
    if (environment.host !== undefined) return new URL(`https://${environment.host}`);
    const { url } = await this.sandbox();
    return new URL(url);
  }

  async #connect(url: string): Promise<SandboxConnection> {
    const { connectSandbox } = await import('./sandbox/connect.ts');
    if (url !== '') return connectSandbox(url);
    const [{ startSandbox }, catalog] = await Promise.all([import('./sandbox/sandbox.ts'), this.catalog()]);
    const { clock, log } = this.#host;
    this.#started ??= await startSandbox({ schemas: catalog.schemas(), clock, log });
    log.info(`The sandbox listens on ${this.#started.url}.`);
    return connectSandbox(this.#started.url);
  }

  #openClient(): Promise<Client> {
    this.#client ??= import('./sending.ts').then(({ createClient }) => createClient(this.#host.client()));
    return this.#client;
  }

  #openJournal(): Promise<Journal> {
    this.#journal ??= import('./sending.ts').then(({ openJournal }) =>
      openJournal(this.#host.journal, this.#host.clock),
    );
    return this.#journal;
  }
}
