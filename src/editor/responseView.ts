import { STATUS_CODES } from 'node:http';
import type { ResourceSchema } from '../core/catalog/schema.ts';
import { bareTypeName } from '../core/catalog/walk.ts';
import { describeObject } from '../core/change/describe.ts';
import { isObject } from '../core/change/json.ts';
import { touchedProperties } from '../core/permissions/scopes.ts';
import { explainOutcome, headline } from '../core/send/explain.ts';
import type { Answer, JsonObject, Outcome, ResolvedRequest } from '../core/send/outcome.ts';
import { redactHeader } from '../core/send/redact.ts';
import { redactBody } from '../core/send/redactBody.ts';
import { statusMeaning } from '../core/send/statuses.ts';
import type { Sent } from '../core/services.ts';
import { prettyJson } from '../core/text/prettyJson.ts';
import type { ResponseView } from '../webview/messages.ts';

/** Everything that the response page shows of a send. Secrets are masked, in the raw body too. */
export function responseView(
  id: string,
  request: ResolvedRequest,
  { delivery, resource }: Sent,
): ResponseView {
  const { outcome, sent, environment, account, scopes, time } = delivery;
  const schema = resource?.schema;
  const error = explainOutcome(outcome, {
    environment,
    scopes,
    touched: touchedProperties(request.body),
    ...(resource ? { endpoint: resource.endpoint, form: resource.form } : {}),
  });
  return {
    id,
    outcome: outcome.kind,
    headline: headline(outcome, request.method),
    environment: environment.label,
    ...(account === undefined ? {} : { account }),
    method: sent.method,
    url: sent.url,
    time: new Date(time).toISOString(),
    request: { headers: sent.headers, ...(sent.body === undefined ? {} : { body: sent.body }) },
    ...answerParts(answerOf(outcome), schema),
    ...(outcome.kind === 'object' ? objectParts(outcome.object, request, schema) : {}),
    ...(resource ? { documentation: resource.endpoint.documentation } : {}),
    ...(error ? { error } : {}),
  };
}

function answerOf(outcome: Outcome): Answer | undefined {
  return 'answer' in outcome ? outcome.answer : undefined;
}

function answerParts(
  answer: Answer | undefined,
  schema: ResourceSchema | undefined,
): Pick<
  ResponseView,
  'status' | 'duration' | 'size' | 'requestId' | 'clientRequestId' | 'raw' | 'responseHeaders'
> {
  if (!answer) return { responseHeaders: [] };
  const { status, duration, size, requestId, clientRequestId, headers, body } = answer;
  return {
    status: { code: status, text: STATUS_CODES[status] ?? '', meaning: statusMeaning(status) },
    duration,
    size,
    clientRequestId,
    responseHeaders: headers.map(redactHeader),
    ...(requestId === undefined ? {} : { requestId }),
    ...(body === '' ? {} : { raw: rawText(body, schema) }),
  };
}

function rawText(body: string, schema: ResourceSchema | undefined): string {
  const masked = redactBody(body, schema);
  return /^\s*[{[]/.test(masked) ? prettyJson(masked) : masked;
}

function objectParts(
  object: JsonObject,
  request: ResolvedRequest,
  schema: ResourceSchema | undefined,
): Pick<ResponseView, 'rows' | 'typeName'> {
  const typeName = bareTypeName(object['@odata.type']) ?? schema?.['x-graph'].type;
  return {
    rows: describeObject(schema, object, sentObject(request)),
    ...(typeName === undefined ? {} : { typeName }),
  };
}

/** What the request's body set, for a change; a read sets nothing. */
function sentObject({ method, body }: ResolvedRequest): JsonObject | undefined {
  if (body === undefined || method === 'GET') return undefined;
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
