import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { LARGEST_BODY } from '../catalog/limits.ts';
import { commonHeaders, Refusal, type RequestIds, type SandboxAnswer } from './answer.ts';
import { answerRequest } from './batch.ts';
import { readBehaviour } from './behaviour/behaviourOrder.ts';
import type { Conduct } from './behaviour/conduct.ts';
import type { Service } from './call.ts';
import { parseJson, readBody } from './resource/body.ts';
import { type Handler, respond, type SandboxContext } from './respond.ts';
import { issueToken, TOKEN_BODY_LIMIT } from './signIn/tokenEndpoint.ts';

const WELCOME = `This is the sandbox of Graph HTTP: a small Microsoft Graph on this computer, for trying updates.

  POST /oauth2/v2.0/token    a token: scope=<permissions>&username=<account>
  GET, POST, PATCH, PUT, DELETE /v1.0/…, /beta/…    the objects of the API pages that Graph HTTP knows,
                             and of everything else that the metadata has where it was given one
  GET, POST, PUT, DELETE …/$ref    links between them; a body links with "…@odata.bind"
  POST /v1.0/$batch, /beta/$batch    up to 20 of these in one request
  POST /_sandbox/reset    puts every object back
  GET, PUT /_sandbox/behaviour    how it behaves: read-only values, 200 or 204, If-Match, latency, faults

It keeps its state in memory, needs no account and no network, and talks to this computer only.
`;

/** Bytes that a behaviour may have. */
const BEHAVIOUR_LIMIT = 16 * 1024;

/** The sandbox as a hono application. Every answer outside 2xx and 304 has Graph's error body. */
export function createApp(service: Service): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const own = (path: string, methods: Readonly<Record<string, Handler>>): void => {
    for (const [method, handler] of Object.entries(methods)) {
      app.on(method, path, (context) => respond(context, handler, service, 'sandbox'));
    }
    const allow = Object.keys(methods).flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    app.all(path, (context) => respond(context, () => wrongMethod(allow.join(', ')), service, 'sandbox'));
  };
  own('/', { GET: (_, ids) => welcome(service, ids) });
  own('/oauth2/v2.0/token', { POST: (context, ids) => token(context, service, ids) });
  own('/_sandbox/reset', { POST: (_, ids) => reset(service, ids) });
  own('/_sandbox/behaviour', {
    GET: (_, ids) => behaviour(service, ids),
    PUT: (context, ids) => setBehaviour(context, service, ids),
  });
  app.all('*', (context) =>
    respond(context, (_, ids, conduct) => resource(context, service, ids, conduct), service, 'resource'),
  );
  return app;
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

function behaviour({ behaviours, clock }: Service, ids: RequestIds): SandboxAnswer {
  const headers = { ...commonHeaders(ids, clock), 'content-type': 'application/json' };
  return { status: 200, headers, body: JSON.stringify(behaviours.current) };
}

async function setBehaviour(
  context: SandboxContext,
  service: Service,
  ids: RequestIds,
): Promise<SandboxAnswer> {
  const bytes = await readBody(context.env.incoming, BEHAVIOUR_LIMIT);
  service.behaviours.set(readBehaviour(parseJson(bytes)));
  return behaviour(service, ids);
}

function wrongMethod(allow: string): never {
  throw new Refusal(405, 'MethodNotAllowed', `This address takes ${allow}.`, { headers: { allow } });
}

function resource(
  context: SandboxContext,
  service: Service,
  ids: RequestIds,
  { behaviour }: Conduct,
): Promise<SandboxAnswer> {
  const url = new URL(context.req.url);
  const slash = url.pathname.indexOf('/', 1);
  const end = slash < 0 ? url.pathname.length : slash;
  const { incoming } = context.env;
  return answerRequest(service, {
    method: context.req.method,
    version: url.pathname.slice(1, end),
    path: url.pathname.slice(end) || '/',
    query: url.searchParams,
    header: (name) => context.req.header(name),
    ids,
    behaviour,
    origin: `http://127.0.0.1:${incoming.socket.localPort ?? 0}`,
    body: () => readBody(incoming, LARGEST_BODY),
  });
}
