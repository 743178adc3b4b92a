/** Where attacks are carried out, and what must hold after each of them. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer as createNetServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { createServer as createTlsServer } from 'node:tls';
import { GLOBAL, SANDBOX } from '../../../../src/core/environments.ts';
import { openJournal } from '../../../../src/core/journal/journal.ts';
import type { ResolvedRequest } from '../../../../src/core/request/message.ts';
import { parseFile } from '../../../../src/core/request/parse.ts';
import { prepareRequest } from '../../../../src/core/request/prepare.ts';
import { createScope } from '../../../../src/core/request/values/scope.ts';
import type { ClientOptions } from '../../../../src/core/send/client/client.ts';
import { type Delivery, type DeliveryOptions, deliver } from '../../../../src/core/send/deliver.ts';
import { explainOutcome, headline } from '../../../../src/core/send/explain/explain.ts';
import type { Outcome } from '../../../../src/core/send/outcome.ts';
import { memoryStore } from '../../../support/journal.ts';
import {
  afterRequest,
  authority,
  client,
  graphCertificate,
  type Listening,
  listen,
  TOKEN,
  testClock,
} from '../world.ts';
import { type Attack, answer, type Round, type Thief } from './attack.ts';

/** Bodies beyond the first limit go to a file, up to the second. */
const LIMITS = { maxResponseSize: 100_000, maxFileSize: 400_000 };
const REQUEST: ResolvedRequest = {
  method: 'PATCH',
  url: '/v1.0/me',
  headers: [],
  body: '{"displayName":"Adele"}',
};
/** Every secret of the tests has a recognisable middle: no piece of it may come out either. */
const PIECE = TOKEN.slice(24, 60);

/** Carries one attack out and holds what came of it against what must. */
export async function carryOut(t: TestContext, attack: Attack): Promise<void> {
  const thief = await openThief(t);
  const abort = new AbortController();
  const cancel = () => abort.abort();
  const victim = await openVictim(t, attack, { thief: thief.place, cancel });
  const comes = typeof attack.comes === 'string' ? [attack.comes] : attack.comes;
  const request = await requestOf(attack);
  if (request === undefined) {
    assert.ok(comes.includes('not-prepared'), 'the file gives no request');
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'graph-http-hostile-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const store = memoryStore();
  const logged: string[] = [];
  const options = optionsFor(t, attack, { victim: victim.port, thief: thief.port, cancel }, folder, logged);
  const journal = openJournal(store, options.clock);

  const delivery = await deliver({
    ...options,
    journal,
    request,
    signal: abort.signal,
    readBefore: attack.reads === 'before',
    readAfter: attack.reads === 'after',
  });

  const reached = [...victim.requests];
  assert.ok(comes.includes(verdict(delivery.outcome)), describe(delivery));
  assert.equal(reached.length, attack.requests ?? 1, 'requests that reached the server');
  if (attack.tokens !== undefined) assert.equal(options.asked.length, attack.tokens, 'tokens');
  reached.forEach(assertPlainRequest);
  const told = explanationOf(delivery, request.method);
  if (attack.says) assert.match(told, attack.says);
  await attack.check?.(delivery, reached);
  const kept = [told, JSON.stringify(delivery), ...store.lines, ...logged, ...(await textsIn(folder))];
  for (const text of kept) assert.ok(!text.includes(PIECE), `the token is in ${text.slice(0, 300)}`);
  if (attack.leaves) await victim.left();
  if (attack.serve !== undefined) await assertCalm(options, victim, journal);
  assert.equal(thief.connections(), 0, 'somebody else was spoken to');
  await options.client.close();
  assert.deepEqual(await textsIn(folder), [], 'files are left behind');
}

/** An outcome in two or three words. */
export function verdict(outcome: Outcome): string {
  if (outcome.kind === 'not-sent' || outcome.kind === 'unknown') return `${outcome.kind} ${outcome.code}`;
  const { status, incomplete } = outcome.answer;
  const refused = outcome.kind === 'refused' ? ` ${status}` : '';
  const redirected = outcome.kind === 'refused' && outcome.error.code === 'redirect' ? ' redirect' : '';
  return `${outcome.kind}${refused}${redirected}${incomplete ? ` ${incomplete}` : ''}`;
}

/** Servers at the places where a token must never go. */
async function openThief(t: TestContext) {
  const http = await listen(
    t,
    createHttpServer((_request, response) => void response.end('{}')),
  );
  const https = await listen(
    t,
    createHttpsServer(graphCertificate, (_request, response) => void response.end('{}')),
  );
  const place: Thief = { http: `127.0.0.1:${http.port}`, https: `127.0.0.1:${https.port}` };
  return { place, port: https.port, connections: () => http.connections() + https.connections() };
}

interface Victim extends Listening {
  readonly requests: string[];
  /** From now on, every request is answered as it should be. */
  calm(): void;
  /** Settles when the first connection is closed; fails where that does not happen within five seconds. */
  left(): Promise<unknown>;
}

async function openVictim(
  t: TestContext,
  attack: Attack,
  round: Pick<Round, 'thief' | 'cancel'>,
): Promise<Victim> {
  const requests: string[] = [];
  let calm = false;
  let first: Socket | undefined;
  const speak = (socket: Socket) => {
    first ??= socket;
    socket.on('error', () => {});
    afterRequest(socket, (_socket, request) => {
      requests.push(request);
      if (calm) socket.write(answer(200, ['content-type: application/json'], '{"calm":true}'));
      else attack.serve?.(socket, { ...round, request, count: requests.length });
    });
  };
  const own: Server =
    attack.server?.() ??
    (attack.at === 'cloud' ? createTlsServer(graphCertificate, speak) : createNetServer(speak));
  own.on('request', () => requests.push('a request'));
  return {
    ...(await listen(t, own)),
    requests,
    calm: () => {
      calm = true;
    },
    left: async () => {
      if (first?.closed === false) await once(first, 'close', { signal: AbortSignal.timeout(5_000) });
    },
  };
}

/** The request of an attack; undefined where its file gives none. */
async function requestOf({ file, request }: Attack): Promise<ResolvedRequest | undefined> {
  if (file === undefined) return { ...REQUEST, ...request };
  const scope = createScope({ environment: new Map(Object.entries(file.variables)) });
  const prepared = await prepareRequest(parseFile(file.text), 0, scope, {
    path: '/folder/a.graph.http',
    roots: ['/folder'],
    ask: async () => undefined,
    readBody: async () => undefined,
  });
  return prepared.kind === 'ready' ? prepared.request : undefined;
}

type Options = Omit<DeliveryOptions, 'journal' | 'request'> & { readonly asked: unknown[] };

function optionsFor(
  t: TestContext,
  attack: Attack,
  { victim: port, thief: thiefPort, cancel }: { victim: number; thief: number; cancel: () => void },
  answerFolder: string,
  logged: string[],
): Options {
  const asked: unknown[] = [];
  const say = (message: string) => void logged.push(message);
  const sandbox = attack.at !== 'cloud';
  const options: Partial<ClientOptions> = {
    answerFolder,
    limits: { ...LIMITS, ...attack.limits },
    ca: [authority.cert],
    connectTo: (hostname) => ({
      hostname: '127.0.0.1',
      port: sandbox || hostname === 'graph.microsoft.com' ? port : thiefPort,
    }),
    ...attack.client?.(port, cancel),
  };
  return {
    asked,
    environment: sandbox ? SANDBOX : GLOBAL,
    base: new URL(sandbox ? `http://127.0.0.1:${port}` : 'https://graph.microsoft.com'),
    client: client(t, options),
    clock: testClock(),
    log: { info: say, warn: say, error: say },
    tokens: {
      getToken: async (request) => {
        asked.push(request);
        return { value: TOKEN, account: 'adele@contoso.com' };
      },
    },
  };
}

/** Each request is one, of one host, with one token, and without anything that a server wanted to be repeated. */
function assertPlainRequest(text: string): void {
  if (text === 'a request') return;
  const head = text.slice(0, text.indexOf('\r\n\r\n'));
  const names = head
    .split('\r\n')
    .slice(1)
    .map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
  assert.equal(new Set(names).size, names.length, `a header stands twice: ${names.join(', ')}`);
  for (const once of ['host', 'authorization']) assert.ok(names.includes(once), once);
  for (const never of ['cookie', 'x-injected', 'transfer-encoding', 'upgrade', 'expect'])
    assert.ok(!names.includes(never), never);
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
  assert.equal(text.length, head.length + 4 + length, 'something follows the request');
  assert.equal(text.split(TOKEN).length, 2, 'the token stands elsewhere too');
}

/** The client is as good as new: the next request gets its own answer, never what is left of the attack. */
async function assertCalm(
  options: Options,
  victim: Victim,
  journal: DeliveryOptions['journal'],
): Promise<void> {
  victim.calm();
  const before = victim.requests.length;
  for (let tries = 0; tries < 3; tries++) {
    const request = { method: 'GET', url: '/v1.0/calm', headers: [] };
    const { outcome } = await deliver({ ...options, journal, request });
    if (outcome.kind === 'object') {
      assert.deepEqual(outcome.object, { calm: true });
      victim.requests.slice(before).forEach(assertPlainRequest);
      return;
    }
    // A connection that the attack had spoilt may break in the moment it is used again.
    assert.equal(outcome.kind, 'unknown', JSON.stringify(outcome));
  }
  assert.fail('the client does not recover');
}

/** Everything that a person is told; nothing of it acts, and its buttons and links are ours. */
function explanationOf({ masked, environment, scopes }: Delivery, method: string): string {
  const explanation = explainOutcome(masked, { environment, scopes, method });
  const { actions = [], documentation = '', ...texts } = explanation ?? {};
  for (const { label } of actions) assert.match(label, /^[A-Z][\w ]+$/);
  if (documentation !== '') assert.match(documentation, /^https:\/\/learn\.microsoft\.com\//);
  const told = `${headline(masked, method)} ${JSON.stringify(texts)}`;
  assert.doesNotMatch(told, /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u);
  assert.ok(told.length < 100_000, 'what is told is endless');
  return told;
}

async function textsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8').catch(() => '')),
  );
}

function describe({ outcome }: Delivery): string {
  return `${verdict(outcome)}: ${JSON.stringify(outcome).slice(0, 500)}`;
}
