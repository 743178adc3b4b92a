/** The client and the sandbox on one road, and what both of them know afterwards. */
import type { TestContext } from 'node:test';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import type { Catalog } from '../../../src/core/catalog/resource.ts';
import { SANDBOX } from '../../../src/core/environments.ts';
import type { JournalEntry } from '../../../src/core/journal/entry.ts';
import { openJournal } from '../../../src/core/journal/journal.ts';
import { connectSandbox, type SandboxConnection } from '../../../src/core/sandbox/connect.ts';
import type { Wait } from '../../../src/core/send/client/client.ts';
import { type Delivery, type DeliveryOptions, deliver } from '../../../src/core/send/deliver.ts';
import type { JsonObject } from '../../../src/core/text/jsonValues.ts';
import { memoryStore } from '../../support/journal.ts';
import { client, testClock } from '../send/world.ts';
import { startTestSandbox, type TestSandbox } from './client.ts';

const CONNECTORS = '/v1.0/identity/apiConnectors';
const OBJECT = `${CONNECTORS}/7fd6431c-431c-7fd6-1c43-d67f1c43d67f`;

/** What each verb of the matrix sends. */
export const VERBS = {
  GET: { url: OBJECT },
  PATCH: { url: OBJECT, body: '{"displayName":"Changed"}' },
  POST: { url: CONNECTORS, body: '{"displayName":"Changed","targetUrl":"https://api.contoso.com"}' },
  DELETE: { url: OBJECT },
} as const;

export type Verb = keyof typeof VERBS;

/** What both sides know after a send. */
export interface Aftermath {
  readonly delivery: Delivery;
  /** Waits that the client announced. */
  readonly waits: readonly Wait[];
  /** How often the sandbox got the request: reads before and after it are not counted. */
  readonly requests: number;
  /** Whether the sandbox has carried it out. */
  readonly done: boolean;
  readonly entries: readonly JournalEntry[];
}

/** One sandbox, one client and one journal. */
export interface FaultWorld {
  readonly connection: SandboxConnection;
  send(verb: Verb, more?: Partial<DeliveryOptions> & { readonly header?: string }): Promise<Aftermath>;
  close(): Promise<void>;
}

/** Repetitions of the client in this world. */
export const MOST_RETRIES = 2;

export async function faultWorld(
  t: TestContext,
  limits: { readonly totalTimeout?: number; readonly maxResponseSize?: number } = {},
): Promise<FaultWorld> {
  const lines: string[] = [];
  const keep = (line: string) => void lines.push(line);
  const sandbox = await startTestSandbox({ log: { info: keep, warn: keep, error: keep } });
  t.after(() => sandbox.sandbox.close());
  const connection = connectSandbox(sandbox.sandbox.url);
  const catalog = createCatalog(await builtinSchemas());
  const store = memoryStore();
  const sender = client(t, { limits: { maxRetries: MOST_RETRIES, maxWait: 60_000, ...limits } });
  const clock = testClock();
  return {
    connection,
    close: () => sandbox.sandbox.close(),
    send: async (verb, { header, ...more } = {}) => {
      lines.length = 0;
      store.lines = [];
      const waits: Wait[] = [];
      const { url, ...rest } = VERBS[verb];
      const delivery = await deliver({
        request: { method: verb, url, headers: headersOf(verb, header), ...rest },
        ...resourceOf(catalog, url),
        environment: SANDBOX,
        base: new URL(sandbox.sandbox.url),
        tokens: { getToken: ({ scopes }) => connection.token(scopes) },
        client: sender,
        journal: openJournal(store, clock),
        clock,
        readBefore: true,
        readAfter: true,
        onWait: (wait) => void waits.push(wait),
        ...more,
      });
      const { entries } = await openJournal(store, clock).entries();
      return { delivery, waits, entries, requests: countOf(lines, verb), done: await isDone(sandbox, verb) };
    },
  };
}

function headersOf(verb: Verb, fault: string | undefined) {
  const body = 'body' in VERBS[verb] ? [{ name: 'Content-Type', value: 'application/json' }] : [];
  return [...body, ...(fault === undefined ? [] : [{ name: 'x-sandbox-fault', value: fault }])];
}

function resourceOf(catalog: Catalog, url: string) {
  const resolution = catalog.resolve('v1.0', url.slice('/v1.0'.length));
  return resolution.found ? { resource: resolution.resource } : {};
}

/** Lines of the log with the verb; tokens are asked for by POST as well. */
function countOf(lines: readonly string[], verb: Verb): number {
  return lines.filter((line) => line.startsWith(`${verb} /v1.0/`)).length;
}

async function isDone(sandbox: TestSandbox, verb: Verb): Promise<boolean> {
  const { json } = await sandbox.accepts(`GET ${CONNECTORS}`).catch(() => ({ json: {} as JsonObject }));
  const objects = Array.isArray(json.value) ? (json.value as JsonObject[]) : undefined;
  if (objects === undefined) return false;
  if (verb === 'DELETE') return objects.length === 0;
  return objects.some(({ displayName }) => displayName === 'Changed');
}
