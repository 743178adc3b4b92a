import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Catalog } from '../catalog/resource.ts';
import { UserError } from '../errors.ts';
import type { Clock, Log } from '../host.ts';
import { systemClock } from '../send/clock.ts';
import { Refusal, refusalAnswer, requestIds } from './answer.ts';
import { createApp } from './app.ts';
import type { SandboxBehaviour } from './behaviour/behaviour.ts';
import { BehaviourSwitch } from './behaviour/behaviourSwitch.ts';
import { SEEDS } from './objects/seed.ts';
import { type Seed, Store } from './objects/store.ts';
import { createSandboxServer } from './server.ts';
import { TokenBook } from './signIn/tokens.ts';
import { toResponse } from './wire.ts';

/** How a sandbox is to be. */
export interface SandboxOptions {
  /** What URLs mean, asked again for each request: metadata may come while it runs. */
  readonly catalog: () => Catalog | Promise<Catalog>;
  /**
   * Whether objects that metadata allows are made up when they are first
   * asked for, asked again for each request; so unless told.
   */
  readonly makeObjects?: () => boolean;
  /** Objects that it holds from the start; one for each API page unless told. */
  readonly seeds?: readonly Seed[];
  /** How it behaves until it is told otherwise; what is left out is as usual. */
  readonly behaviour?: Partial<SandboxBehaviour>;
  readonly clock?: Clock;
  /** Any free one unless told. */
  readonly port?: number;
  /** Told one line for each request, without query, headers and bodies. */
  readonly log?: Log;
}

/** A running sandbox. */
export interface Sandbox {
  /** `http://127.0.0.1:50123` */
  readonly url: string;
  /** Ends it, and every connection to it. */
  close(): Promise<void>;
}

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Starts a local Microsoft Graph on 127.0.0.1, for programs of this computer only.
 *
 * @throws UserError where the port is taken.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { clock = systemClock, log = SILENT } = options;
  const ended = new AbortController();
  const service = {
    catalog: options.catalog,
    makeObjects: options.makeObjects ?? (() => true),
    store: new Store(options.seeds ?? SEEDS),
    tokens: new TokenBook(clock),
    clock,
    behaviours: new BehaviourSwitch(options.behaviour),
    log,
    wait: (ms: number) => clock.sleep(ms, ended.signal),
  };
  const app = createApp(service);
  // The editor's process is shared with other extensions: their Request and Response stay what they are.
  const listener = getRequestListener((request, env) => app.fetch(request, env), {
    overrideGlobalObjects: false,
    errorHandler: () => unreadable(clock),
  });
  const server = createSandboxServer((incoming, outgoing) => void listener(incoming, outgoing), clock);
  const port = await listen(server, options.port ?? 0);
  let closed: Promise<void> | undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      closed ??= new Promise((resolve) => {
        ended.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      });
      return closed;
    },
  };
}

function listen(server: ReturnType<typeof createSandboxServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE'
          ? `port ${port} is in use. Choose another one`
          : `port ${port} cannot be used`;
      reject(new UserError('sandbox-port', `The sandbox did not start: ${reason}.`));
    });
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

const NO_CONNECTION = { socket: undefined, response: undefined };

/** The answer to a request whose target or Host header cannot be read as a URL. */
function unreadable(clock: Clock): Response {
  const refusal = new Refusal(400, 'BadRequest', 'The address of the request cannot be read.');
  return toResponse(refusalAnswer(refusal, requestIds(undefined), clock), {}, NO_CONNECTION, clock.sleep);
}
