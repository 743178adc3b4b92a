import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { LARGEST_BODY } from '../catalog/limits.ts';
import type { Log } from '../host.ts';
import {
  commonHeaders,
  Refusal,
  type RequestIds,
  refusalAnswer,
  requestIds,
  type SandboxAnswer,
} from './answer.ts';
import { readBody } from './body.ts';
import type { Service } from './call.ts';
import { type Faults, orderedRefusal, parseFaults } from './faults.ts';
import { refuseStrangers } from './guard.ts';
import { answerResource } from './resource.ts';
import { issueToken, TOKEN_BODY_LIMIT } from './tokenEndpoint.ts';
import { toResponse } from './wire.ts';

type SandboxContext = Context<{ Bindings: HttpBindings }>;

/** Makes an answer, or throws a `Refusal`. */
type Handler = (context: SandboxContext, ids: RequestIds) => SandboxAnswer | Promise<SandboxAnswer>;

const WELCOME = `This is the sandbox of Graph HTTP: a small Microsoft Graph on this computer, for trying updates.

  POST /oauth2/v2.0/token    a token: scope=<permissions>&username=<account>
  GET, PATCH /v1.0/…, /beta/…    the objects of the API pages that Graph HTTP knows
  POST /_sandbox/reset    puts every object back

It keeps its state in memory, needs no account and no network, and talks to this computer only.
`;

/**
 * The sandbox as a hono application. Every answer outside 2xx and 304 has Graph's error body.
 *
 * @param ended aborted when the sandbox closes, so that nothing waits any longer
 */
export function createApp(service: Service, log: Log, ended: AbortSignal): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const on = (handler: Handler) => (context: SandboxContext) =>
    respond(context, handler, service, log, ended);
  app.get(
    '/',
    on((_, ids) => welcome(service, ids)),
  );
  app.post(
    '/oauth2/v2.0/token',
    on((context, ids) => token(context, service, ids)),
  );
  app.post(
    '/_sandbox/reset',
    on((_, ids) => reset(service, ids)),
  );
  app.all(
    '/',
    on(() => wrongMethod('GET, HEAD')),
  );
  app.all(
    '/oauth2/v2.0/token',
    on(() => wrongMethod('POST')),
  );
  app.all(
    '/_sandbox/reset',
    on(() => wrongMethod('POST')),
  );
  app.all(
    '*',
    on((context, ids) => resource(context, service, ids)),
  );
  return app;
}

/** Runs a handler between the guard and the faults that the request orders, and tells the log. */
async function respond(
  context: SandboxContext,
  handler: Handler,
  service: Service,
  log: Log,
  ended: AbortSignal,
): Promise<Response> {
  const { clock } = service;
  const started = clock.now();
  const header = (name: string): string | undefined => context.req.header(name);
  const ids = requestIds(header('client-request-id'));
  let faults: Faults = {};
  let answer: SandboxAnswer;
  try {
    refuseStrangers(header);
    faults = parseFaults(header('x-sandbox-fault'));
    if (faults.delay !== undefined) await clock.sleep(faults.delay, ended);
    if (faults.status !== undefined) throw orderedRefusal(faults.status, faults.retryAfter);
    answer = faults.reset === 'before' ? { status: 204, headers: {} } : await handler(context, ids);
  } catch (error) {
    answer = refusalAnswer(refusalOf(error, log), ids, clock);
  }
  const path = new URL(context.req.url).pathname.slice(0, 200);
  log.info(
    `${context.req.method} ${path} ${answer.status}, ${clock.now() - started} ms, request-id ${ids.requestId}`,
  );
  return toResponse(answer, faults, context.env.incoming.socket, (ms) => clock.sleep(ms, ended));
}

function refusalOf(error: unknown, log: Log): Refusal {
  if (error instanceof Refusal) return error;
  log.error(`The sandbox failed: ${error instanceof Error ? error.message : 'no reason is known'}`);
  return new Refusal(
    500,
    'generalException',
    'The sandbox failed. This is a mistake in it, not in the request.',
  );
}

function welcome({ clock }: Service, ids: RequestIds): SandboxAnswer {
  const headers = { ...commonHeaders(ids, clock), 'content-type': 'text/plain; charset=utf-8' };
  return { status: 200, headers, body: WELCOME };
}

async function token(
  context: SandboxContext,
  { tokens, clock }: Service,
  ids: RequestIds,
): Promise<SandboxAnswer> {
  const body = await readBody(context.env.incoming, TOKEN_BODY_LIMIT);
  return issueToken(tokens, context.req.header('content-type'), body, ids, clock);
}

function reset({ store, clock }: Service, ids: RequestIds): SandboxAnswer {
  store.reset();
  return { status: 204, headers: commonHeaders(ids, clock) };
}

function wrongMethod(allow: string): never {
  throw new Refusal(405, 'MethodNotAllowed', `This address takes ${allow}.`, { headers: { allow } });
}

function resource(context: SandboxContext, service: Service, ids: RequestIds): Promise<SandboxAnswer> {
  const url = new URL(context.req.url);
  const slash = url.pathname.indexOf('/', 1);
  const end = slash < 0 ? url.pathname.length : slash;
  const { incoming } = context.env;
  return answerResource(service, {
    method: context.req.method,
    version: url.pathname.slice(1, end),
    path: url.pathname.slice(end) || '/',
    query: url.searchParams,
    header: (name) => context.req.header(name),
    ids,
    origin: `http://127.0.0.1:${incoming.socket.localPort ?? 0}`,
    body: () => readBody(incoming, LARGEST_BODY),
  });
}
