import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { type Refusal, type RequestIds, refusalAnswer, requestIds, type SandboxAnswer } from './answer.ts';
import { isBatch } from './batchRequests.ts';
import { type Conduct, conductTowards, startConduct } from './behaviour/conduct.ts';
import type { Service } from './call.ts';
import { refuseStrangers } from './guard.ts';
import { refusalOf } from './refusalOf.ts';
import { tell } from './requestLog.ts';
import { toResponse } from './wire.ts';

/** A request to the sandbox, as Hono hands it over. */
export type SandboxContext = Context<{ Bindings: HttpBindings }>;

/** Makes an answer, or throws a `Refusal`. */
export type Handler = (
  context: SandboxContext,
  ids: RequestIds,
  conduct: Conduct,
) => SandboxAnswer | Promise<SandboxAnswer>;

/** What became of a request inside: its answer, and why it was refused. */
interface Handled {
  readonly answer: SandboxAnswer;
  readonly refused?: Refusal;
}

const NO_ANSWER: SandboxAnswer = { status: 204, headers: {} };

/**
 * Runs a handler between the guard and the faults that are ordered, and tells the log.
 *
 * @param about the sandbox's behaviour is for resources only; headers are for every request
 */
export async function respond(
  context: SandboxContext,
  handler: Handler,
  service: Service,
  about: 'resource' | 'sandbox',
): Promise<Response> {
  const { clock, log } = service;
  const started = clock.now();
  const header = (name: string): string | undefined => context.req.header(name);
  const ids = requestIds(header('client-request-id'));
  let conduct: Conduct | undefined;
  let handled: Handled;
  try {
    refuseStrangers(header);
    const behaviours = about === 'resource' ? service.behaviours : undefined;
    conduct = conductTowards(behaviours, methodFor(context.req), header);
    await startConduct(conduct, service.wait);
    const lost = conduct.faults.reset === 'before';
    handled = { answer: lost ? NO_ANSWER : await handler(context, ids, conduct) };
  } catch (error) {
    const refused = refusalOf(error, log);
    handled = { answer: refusalAnswer(refused, ids, clock), refused };
  }
  const { faults = {}, told = [] } = conduct ?? {};
  const { answer, refused } = handled;
  tell(log, {
    method: context.req.method,
    path: new URL(context.req.url).pathname,
    ...{ answer, faults, told, requestId: ids.requestId, duration: clock.now() - started },
    ...(refused === undefined ? {} : { refused }),
  });
  const { incoming, outgoing } = context.env;
  return toResponse(answer, faults, { socket: incoming.socket, response: outgoing }, service.wait);
}

/** The requests of a batch meet faults by their own methods, and the batch none but those of every method. */
function methodFor({ method, path }: SandboxContext['req']): string {
  return isBatch(path.slice(path.indexOf('/', 1))) ? 'BATCH' : method;
}
