import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { ValidateFunction } from 'ajv';
import { createCatalog } from '../catalog/catalog.ts';
import type { ResourceSchema } from '../catalog/schema.ts';
import { UserError } from '../errors.ts';
import type { Clock, Log } from '../host.ts';
import { systemClock } from '../send/clock.ts';
import { Refusal, refusalAnswer, requestIds } from './answer.ts';
import { createApp } from './app.ts';
import type { ReadOnlyMode } from './readOnly.ts';
import { SEEDS } from './seed.ts';
import { createSandboxServer } from './server.ts';
import { type Seed, Store } from './store.ts';
import { TokenBook } from './tokens.ts';
import { toResponse } from './wire.ts';

/** How a sandbox is to be. */
export interface SandboxOptions {
  /** Resources that it has. */
  readonly schemas: readonly ResourceSchema[];
  /** Compiled schemas by `$id`; those of the shipped schemas unless told. */
  readonly validators?: Readonly<Record<string, ValidateFunction>>;
  /** Objects that it holds from the start; one for each API page unless told. */
  readonly seeds?: readonly Seed[];
  /** What becomes of a body that sets a property which PATCH cannot set; `refuse` unless told. */
  readonly readOnly?: ReadOnlyMode;
  /** What a PATCH is answered with that prefers nothing: the object, as the pages promise, unless told. */
  readonly answer?: 'object' | 'minimal';
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
  const validators = options.validators ?? (await import('#validators')).default;
  const ended = new AbortController();
  const service = {
    catalog: createCatalog(options.schemas),
    store: new Store(options.seeds ?? SEEDS),
    tokens: new TokenBook(clock),
    clock,
    validatorOf: (schema: ResourceSchema) => validatorOf(validators, schema),
    readOnly: options.readOnly ?? 'refuse',
    answer: options.answer ?? 'object',
  };
  for (const schema of options.schemas) validatorOf(validators, schema);
  const app = createApp(service, log, ended.signal);
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

function validatorOf(
  validators: Readonly<Record<string, ValidateFunction>>,
  schema: ResourceSchema,
): ValidateFunction {
  const validate = Object.hasOwn(validators, schema.$id) ? validators[schema.$id] : undefined;
  if (validate === undefined) throw new Error(`There is no compiled validator for ${schema.$id}.`);
  return validate;
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

/** The answer to a request whose target or Host header cannot be read as a URL. */
function unreadable(clock: Clock): Response {
  const refusal = new Refusal(400, 'BadRequest', 'The address of the request cannot be read.');
  return toResponse(refusalAnswer(refusal, requestIds(undefined), clock), {}, undefined, clock.sleep);
}
