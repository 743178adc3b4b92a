import { STATUS_CODES } from 'node:http';
import { bareTypeName } from '../../core/catalog/objectSchema.ts';
import type { ResourceSchema } from '../../core/catalog/schema.ts';
import { sinceBefore } from '../../core/change/compare/since.ts';
import type { ResolvedRequest } from '../../core/request/message.ts';
import { explainContext, explainOutcome, headline } from '../../core/send/explain/explain.ts';
import { statusMeaning } from '../../core/send/explain/statuses.ts';
import type { Baseline } from '../../core/send/loop/baseline.ts';
import { objectOf } from '../../core/send/loop/select.ts';
import { echoesOf } from '../../core/send/mask/echoes.ts';
import type { Answer, Outcome } from '../../core/send/outcome.ts';
import type { Sent } from '../../core/services.ts';
import type { JsonObject } from '../../core/text/jsonValues.ts';
import type { ResponseView } from '../../webview/messages.ts';
import { changeParts } from '../loop/changeParts.ts';
import { firstRows } from './responseRows.ts';

/**
 * Everything that the response page shows of a send. Secrets are masked, in the raw body too.
 *
 * @param now the object, read again since
 */
export function responseView(
  id: string,
  request: ResolvedRequest,
  sent: Sent,
  now: Baseline | undefined = sent.delivery.readAfter,
): ResponseView {
  const { delivery, resource } = sent;
  const { masked: outcome, sent: went, environment, account, time } = delivery;
  const schema = resource?.schema;
  const error = explainOutcome(outcome, explainContext(delivery, resource));
  const echoes = echoesOf(request, schema);
  const read = now?.kind === 'read' ? echoes.object(now.object) : undefined;
  const object = read ?? (outcome.kind === 'object' ? outcome.object : undefined);
  const change = changeParts({ request, sent, now, mask: echoes.text });
  return {
    id,
    ...(delivery.entry === undefined ? {} : { entry: delivery.entry }),
    outcome: outcome.kind,
    headline: headline(outcome, request.method, went),
    environment: environment.label,
    ...(account === undefined ? {} : { account }),
    method: went.method,
    url: went.url,
    time: new Date(time).toISOString(),
    request: { headers: went.headers, ...(went.body === undefined ? {} : { body: went.body }) },
    ...answerParts(answerOf(outcome), outcome.kind === 'object' && error !== undefined),
    ...(object === undefined ? {} : objectParts(object, request, schema, change.changes)),
    ...change,
    ...(resource?.endpoint.documentation ? { documentation: resource.endpoint.documentation } : {}),
    ...(error ? { error } : {}),
  };
}

function answerOf(outcome: Outcome): Answer | undefined {
  return 'answer' in outcome ? outcome.answer : undefined;
}

/** What a batch means of which requests were refused: Multi-Status (RFC 4918), whatever its own status is. */
const MIXED = 207;

function answerParts(
  answer: Answer | undefined,
  isMixed: boolean,
): Pick<
  ResponseView,
  | 'status'
  | 'duration'
  | 'phases'
  | 'retries'
  | 'size'
  | 'requestId'
  | 'clientRequestId'
  | 'raw'
  | 'cut'
  | 'responseHeaders'
> {
  if (!answer) return { responseHeaders: [] };
  const { status, duration, size, requestId, clientRequestId, headers, body } = answer;
  return {
    status: {
      code: status,
      text: STATUS_CODES[status] ?? '',
      meaning: statusMeaning(isMixed ? MIXED : status),
    },
    duration,
    size,
    clientRequestId,
    responseHeaders: headers,
    ...(answer.phases === undefined ? {} : { phases: answer.phases }),
    ...(answer.retries === undefined ? {} : { retries: answer.retries }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(body === '' ? {} : { raw: body }),
    ...(answer.incomplete === 'too-large' ? { cut: answer.file === undefined ? 'lost' : 'in-file' } : {}),
  };
}

function objectParts(
  object: JsonObject,
  request: ResolvedRequest,
  schema: ResourceSchema | undefined,
  changes: ResponseView['changes'],
): Pick<ResponseView, 'rows' | 'moreRows' | 'typeName'> {
  const typeName = bareTypeName(object['@odata.type']) ?? schema?.['x-graph'].type;
  const sent = request.method === 'GET' ? undefined : objectOf(request.body);
  const since = changes && sinceBefore(changes.rows);
  return { ...firstRows(object, { schema, sent, since }), ...(typeName === undefined ? {} : { typeName }) };
}
