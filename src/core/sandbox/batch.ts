import {
  commonHeaders,
  Refusal,
  type RequestIds,
  refusalAnswer,
  requestIds,
  type SandboxAnswer,
} from './answer.ts';
import { type BatchRequest, isBatch, readBatch } from './batchRequests.ts';
import { conductTowards, startConduct } from './behaviour/conduct.ts';
import type { ResourceRequest, Service } from './call.ts';
import { refusalOf } from './refusalOf.ts';
import { tell } from './requestLog.ts';
import { parseBody } from './resource/body.ts';
import { answerResource, checkVersion } from './resource/resource.ts';
import { badRequest, wrongMethod } from './resource/resourceRefusals.ts';

/** One answer of a batch. */
interface BatchAnswer {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Answers a request for a resource, or a batch of them. */
export function answerRequest(service: Service, request: ResourceRequest): Promise<SandboxAnswer> {
  return isBatch(request.path) ? answerBatch(service, request) : answerResource(service, request);
}

/**
 * Answers a JSON batch: 200 with an answer for each request, whatever came of them. Each is carried out after those
 * that it depends on, and is 424 where one of them failed.
 *
 * @throws Refusal 400 where the batch itself is wrong, 401, 405.
 */
async function answerBatch(service: Service, request: ResourceRequest): Promise<SandboxAnswer> {
  checkVersion(request.version);
  service.tokens.grantOf(request.header('authorization'));
  if (request.method !== 'POST') throw wrongMethod(request.method, ['POST']);
  const body = parseBody(await request.body(), {
    contentType: request.header('content-type'),
    contentEncoding: request.header('content-encoding'),
  });
  const answers = new Map<string, BatchAnswer>();
  for (const item of readBatch(body)) {
    const failed = item.dependsOn.some((id) => (answers.get(id)?.status ?? 500) >= 400);
    answers.set(item.id, await answerItem(service, request, item, failed));
  }
  const headers = { ...commonHeaders(request.ids, service.clock), 'content-type': 'application/json' };
  return { status: 200, headers, body: JSON.stringify({ responses: [...answers.values()] }) };
}

/**
 * Carries out one request of a batch. Faults of the way that an answer takes (a cut connection, a slow body) are
 * none of its own: its answer travels with the others.
 */
async function answerItem(
  service: Service,
  outer: ResourceRequest,
  item: BatchRequest,
  failed: boolean,
): Promise<BatchAnswer> {
  const { clock, log } = service;
  const started = clock.now();
  const header = (name: string): string | undefined => item.headers.get(name);
  const ids = requestIds(header('client-request-id'));
  const url = new URL(item.url.startsWith('/') ? item.url : `/${item.url}`, outer.origin);
  let told: readonly string[] = [];
  let answer: SandboxAnswer;
  let refused: Refusal | undefined;
  try {
    if (failed) throw failedDependency();
    const conduct = conductTowards(service.behaviours, item.method, header);
    told = conduct.told;
    await startConduct({ ...conduct, behaviour: { ...conduct.behaviour, latency: 0 } }, service.wait);
    if (isBatch(url.pathname)) throw badRequest('A batch cannot be part of a batch.');
    answer = await answerResource(service, {
      ...asRequest(item, url, outer, ids),
      behaviour: conduct.behaviour,
    });
  } catch (error) {
    refused = refusalOf(error, log);
    answer = refusalAnswer(refused, ids, clock);
  }
  tell(log, {
    ...{ method: item.method, path: `/${outer.version}${url.pathname}`, answer, told, faults: {} },
    ...{ inBatch: item.id, duration: clock.now() - started, requestId: ids.requestId },
    ...(refused === undefined ? {} : { refused }),
  });
  const { status, headers, body } = answer;
  const shown = body === undefined || item.method === 'HEAD' ? {} : { body: JSON.parse(body) };
  return { id: item.id, status, headers, ...shown };
}

/** The request as it would be alone: sent by the same account, to the same version. */
function asRequest(
  { method, headers, body }: BatchRequest,
  url: URL,
  outer: ResourceRequest,
  ids: RequestIds,
): Omit<ResourceRequest, 'behaviour'> {
  return {
    method,
    version: outer.version,
    path: url.pathname,
    query: url.searchParams,
    header: (name) => (name === 'authorization' ? outer.header(name) : headers.get(name)),
    ids,
    origin: outer.origin,
    body: async () => Buffer.from(body === undefined ? '' : JSON.stringify(body)),
  };
}

function failedDependency(): Refusal {
  return new Refusal(
    424,
    'FailedDependency',
    'This request was not carried out: another one that it depends on failed.',
  );
}
