import type { Catalog, Resource } from './catalog/resource.ts';
import type { ApiVersion, ResourceSchema } from './catalog/schema.ts';
import type { CheckInput } from './check/check.ts';
import type { Problem } from './check/problem.ts';
import { StoredLists } from './check/stored.ts';
import { resolveCollection, sentResourceOf } from './check/url/subject.ts';
import type { MetadataFile } from './csdl/file.ts';
import { type Environment, SANDBOX } from './environments.ts';
import type { Clock, JournalStore, Log, TokenSource } from './host.ts';
import type { JournalSettings } from './journal/entry.ts';
import type { Journal } from './journal/journal.ts';
import type { LibraryParts, MetadataLibrary } from './metadata/library.ts';
import type { Permissions } from './permissions/table.ts';
import { splitUrl } from './request/url.ts';
import type { SandboxConnection } from './sandbox/connect.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import type { ClientOptions } from './send/client/client.ts';
import type { TextDownload } from './send/client/downloadText.ts';
import { HeldClient } from './send/client/heldClient.ts';
import type { Delivery, DeliveryOptions } from './send/deliver.ts';
import type { Look, LookOptions } from './send/loop/look.ts';

export { sentResourceOf };

/** What the core is given by whatever it runs in. */
export interface ServiceHost {
  readonly clock: Clock;
  readonly log: Log;
  /** Where a sandbox that is started here says what it answers; `log` where there is none. */
  readonly sandboxLog?: Log;
  readonly tokens: TokenSource;
  /** Where the journal is kept. */
  readonly journal: JournalStore;
  /** How much of it is kept, read again at each send; absent: the usual. */
  readonly history?: () => JournalSettings;
  /** Address of a sandbox that already runs; empty: one is started when it is needed. */
  readonly sandboxUrl: () => string;
  /** Whether a sandbox that is started here makes up objects; asked for each request. Absent: it does. */
  readonly makeObjects?: () => boolean;
  /** How requests leave this process; read again after `clientChanged`. */
  readonly client: () => ClientOptions;
  /** Where metadata is kept, and what a person decides about it; absent: there is none but the built-in schemas. */
  readonly metadata?: Pick<LibraryParts, 'folder' | 'settings'> & {
    /** The environment that is chosen now. */
    readonly environment: () => Environment;
  };
  /** Schemas of a person's own, which go before the built-in ones; read again after `schemasChanged`. */
  readonly workspaceSchemas?: () => Promise<readonly ResourceSchema[]>;
  /** What the catalog knows besides, in every environment. */
  readonly furtherCatalogs?: () => Promise<readonly Catalog[]>;
}

/** A send, as features ask for it. */
export type DeliveryRequest = Pick<
  DeliveryOptions,
  | 'request'
  | 'environment'
  | 'signal'
  | 'onWait'
  | 'confirm'
  | 'origin'
  | 'baseline'
  | 'readBefore'
  | 'readAfter'
  | 'permission'
>;

/** A look at the object of a change, as features ask for it. */
export type LookRequest = Pick<LookOptions, 'request' | 'environment' | 'permission' | 'signal' | 'whole'>;

/** What a look found, and what the URL meant. */
export interface Looked extends Look {
  readonly resource?: Resource;
}

/** A check, as features ask for it. */
export interface CheckRequest extends Omit<CheckInput, 'catalog' | 'severities' | 'stored'> {
  /** Severities by code, as a setting gives them: anything at all; see `readSeverities`. */
  readonly severities?: unknown;
}

/** What came of a send, and what its URL meant. */
export interface Sent {
  readonly delivery: Delivery;
  readonly resource?: Resource;
}

/** The whole core, for one host. Heavy parts are loaded when they are first used. */
export interface Services {
  /**
   * What URLs mean in an environment: the schemas of the workspace, the built-in ones, and the metadata of it that
   * was downloaded.
   *
   * @param environment the one that is chosen now unless told
   */
  catalog(environment?: Environment): Promise<Catalog>;
  /** Problems of one block; see `checkBlock`. */
  check(input: CheckRequest): Promise<readonly Problem[]>;
  /**
   * Makes the first check as quick as later ones, in short stretches: for a time when nobody waits. Metadata is
   * neither read nor asked for; see `warmUp`.
   */
  warmUp(): Promise<void>;
  /** The running sandbox; started, or connected to, on first use. */
  sandbox(): Promise<SandboxConnection>;
  /** Sends one request, from target to journal; see `deliver`. */
  send(request: DeliveryRequest): Promise<Sent>;
  /** The metadata of an environment and version, where it was downloaded; see `MetadataLibrary`. */
  metadata(environment: Environment, version: ApiVersion): Promise<MetadataFile | undefined>;
  /** Which permissions paths need, where that was downloaded. */
  permissions(): Promise<Permissions | undefined>;
  /** Where metadata and permission data are kept and brought up to date; undefined where the host keeps none. */
  library(): Promise<MetadataLibrary | undefined>;
  /**
   * Calls back when metadata, permission data or schemas are there
   * that were not before; call what it gives to stop.
   */
  onMetadataChanged(listener: () => void): () => void;
  /** Reads the object of a change as it is now, without the change; see `look`. */
  look(request: LookRequest): Promise<Looked>;
  /** Calls back when it is known what an object has, or no longer known: checks may come out otherwise. */
  onObjectSeen(listener: () => void): () => void;
  /** What was sent, from this process and all others. */
  history(): Promise<Journal>;
  /** Reads a public text over https, without a token; see `downloadText`. */
  downloadText(download: TextDownload): Promise<string>;
  /** Reads the schemas of the workspace again before they are used the next time. */
  schemasChanged(): void;
  /** Reads the client's options again before the next send; sends that are under way end with the old ones. */
  clientChanged(): void;
  /** Ends what was started: sandbox, connections. */
  dispose(): Promise<void>;
}

/** How long others have the thread between two stretches of `warmUp`, in milliseconds. */
const PAUSE = 20;

/** Builds the core for a host. Nothing is loaded, opened or started yet. */
export function createServices(host: ServiceHost): Services {
  return new Core(host);
}

class Core implements Services {
  readonly #host: ServiceHost;
  #builtin: Promise<Catalog> | undefined;
  readonly #client = new HeldClient(async () => {
    const { createClient } = await import('./sending.ts');
    return createClient(this.#host.client());
  });
  #journal: Promise<Journal> | undefined;
  #sandbox: { readonly url: string; readonly connection: Promise<SandboxConnection> } | undefined;
  #started: Sandbox | undefined;
  #library: Promise<MetadataLibrary> | undefined;
  readonly #metadataListeners = new Set<() => void>();
  readonly #stored = new StoredLists();

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  async catalog(environment = this.#host.metadata?.environment()): Promise<Catalog> {
    const [builtin, library] = await Promise.all([this.#builtinCatalog(), this.library()]);
    return library === undefined || environment === undefined
      ? builtin
      : library.catalog(environment, builtin);
  }

  #builtinCatalog(): Promise<Catalog> {
    this.#builtin ??= Promise.all([
      import('./checking.ts'),
      this.#workspaceSchemas(),
      this.#host.furtherCatalogs?.(),
    ]).then(([{ loadCatalog }, own, further]) => loadCatalog(own, further));
    return this.#builtin;
  }

  /** None where they cannot be read: everything else goes on without them. */
  async #workspaceSchemas(): Promise<readonly ResourceSchema[]> {
    try {
      return (await this.#host.workspaceSchemas?.()) ?? [];
    } catch (error) {
      this.#host.log.error(`The schemas of the workspace were not read: ${String(error)}`);
      return [];
    }
  }

  async check(input: CheckRequest): Promise<readonly Problem[]> {
    const [{ checkBlock, readSeverities }, catalog] = await Promise.all([
      import('./checking.ts'),
      this.catalog(),
    ]);
    const stored = this.#stored;
    return checkBlock({ ...input, catalog, stored, severities: readSeverities(input.severities) });
  }

  async warmUp(): Promise<void> {
    const { clock } = this.#host;
    const { warmUp } = await import('./checking.ts');
    await warmUp(await this.#builtinCatalog(), () => clock.sleep(PAUSE));
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

  send(request: DeliveryRequest): Promise<Sent> {
    return this.#client.during(this.#deliver(request));
  }

  look(request: LookRequest): Promise<Looked> {
    return this.#client.during(this.#look(request));
  }

  history(): Promise<Journal> {
    const { journal, clock, history } = this.#host;
    this.#journal ??= import('./journaling.ts').then(({ openJournal }) =>
      openJournal(journal, clock, history),
    );
    return this.#journal;
  }

  async metadata(environment: Environment, version: ApiVersion): Promise<MetadataFile | undefined> {
    return (await this.library())?.metadata(environment, version);
  }

  async permissions(): Promise<Permissions | undefined> {
    return (await this.library())?.permissions();
  }

  async library(): Promise<MetadataLibrary | undefined> {
    const { metadata, clock, log } = this.#host;
    if (metadata === undefined) return undefined;
    const { folder, settings } = metadata;
    this.#library ??= import('./metadata/library.ts').then(
      (module) =>
        new module.MetadataLibrary({
          folder,
          settings,
          clock,
          log,
          download: (request) =>
            this.#client.during(this.#client.get().then((client) => client.download(request))),
          changed: () => {
            this.#tellMetadata();
          },
        }),
    );
    return this.#library;
  }

  onMetadataChanged(listener: () => void): () => void {
    this.#metadataListeners.add(listener);
    return () => this.#metadataListeners.delete(listener);
  }

  async downloadText(download: TextDownload): Promise<string> {
    const [{ downloadText }, client] = await Promise.all([import('./sending.ts'), this.#client.get()]);
    return this.#client.during(downloadText(client, download));
  }

  onObjectSeen(listener: () => void): () => void {
    return this.#stored.onChange(listener);
  }

  schemasChanged(): void {
    this.#builtin = undefined;
    this.#tellMetadata();
  }

  #tellMetadata(): void {
    for (const listener of this.#metadataListeners) listener();
  }

  clientChanged(): void {
    this.#client.renew();
  }

  async dispose(): Promise<void> {
    (await this.#library)?.close();
    await this.#client.close();
    await this.#started?.close();
    this.#started = undefined;
    this.#sandbox = undefined;
  }

  async #look(request: LookRequest): Promise<Looked> {
    const [{ look }, road] = await Promise.all([import('./sending.ts'), this.#road(request)]);
    const looked = await look({ ...request, ...road });
    const { baseline } = looked;
    if (baseline.kind === 'read') {
      this.#stored.note(request.environment.id, request.request.url, baseline.object);
    }
    return { ...looked, ...(road.resource ? { resource: road.resource } : {}) };
  }

  async #deliver(request: DeliveryRequest): Promise<Sent> {
    const [{ deliver }, road, journal] = await Promise.all([
      import('./sending.ts'),
      this.#road(request),
      this.history(),
    ]);
    const delivery = await deliver({ ...request, ...road, journal });
    this.#stored.learn(request.environment.id, request.request.url, delivery);
    return { delivery, ...(road.resource ? { resource: road.resource } : {}) };
  }

  /** What a request needs on its way, whether it changes something or only looks. */
  async #road({ request, environment }: LookRequest): Promise<Omit<LookOptions, keyof LookRequest>> {
    const [catalog, client, base] = await Promise.all([
      this.catalog(environment),
      this.#client.get(),
      this.#baseOf(environment),
    ]);
    const resource =
      sentResourceOf(catalog, request.url) ??
      (request.method === 'POST' ? resolveCollection(catalog, splitUrl(request.url)) : undefined);
    const { tokens, clock, log } = this.#host;
    return {
      base,
      tokens,
      clock,
      log,
      client,
      ...(resource ? { resource, defaultVersion: resource.version } : {}),
    };
  }

  async #baseOf(environment: Environment): Promise<URL> {
    if (environment.host !== undefined) return new URL(`https://${environment.host}`);
    const { url } = await this.sandbox();
    return new URL(url);
  }

  async #connect(url: string): Promise<SandboxConnection> {
    const { connectSandbox } = await import('./sandbox/connect.ts');
    if (url !== '') return connectSandbox(url);
    const { startSandbox } = await import('./sandbox/sandbox.ts');
    const { clock, log, sandboxLog = log, makeObjects } = this.#host;
    const catalog = (): Promise<Catalog> => this.catalog(SANDBOX);
    this.#started ??= await startSandbox({
      ...{ catalog, clock, log: sandboxLog },
      ...(makeObjects === undefined ? {} : { makeObjects }),
    });
    log.info(`The sandbox listens on ${this.#started.url}.`);
    return connectSandbox(this.#started.url);
  }
}
