import assert from 'node:assert/strict';
import { type Agent, request } from 'node:http';
import { Ajv, type ValidateFunction } from 'ajv';
import { loadCatalog } from '../../../src/core/catalog/load.ts';
import type { ResourceSchema } from '../../../src/core/catalog/schema.ts';
import { edmFormats } from '../../../src/core/check/formats.ts';
import { connectSandbox } from '../../../src/core/sandbox/connect.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../src/core/sandbox/sandbox.ts';
import type { JsonObject } from '../../../src/core/text/jsonValues.ts';
import { withoutAnnotations } from '../schemas/keywords.ts';

/** URLs of the five API pages, as the pages print them but for filled placeholders, and their working URLs. */
export const MEMBER = '/v1.0/connections/hr/groups/staff/members/b6ba0328-c201-4313-cd28-3e8464fe86e9';
export const CONNECTOR = '/beta/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f';
export const AUTOPILOT = '/beta/importedWindowsAutopilotDeviceIdentityUpload/deviceIdentities';
export const DEVICE = '/beta/deviceManagement/importedDeviceIdentities';
export const AGENT = '/beta/riskyAgentIdentity/agentIdentity';
export const WORKING_DEVICE = `${DEVICE}/255f6010-6010-255f-1060-5f2510605f25`;
export const WORKING_AGENT =
  '/v1.0/servicePrincipals/46c58c0b-9f52-6295-c513-c514c1fd961a/microsoft.graph.agentIdentity';

/** Collections of the five resources; that of the imported devices is `DEVICE`. */
export const CONNECTORS = '/v1.0/identity/apiConnectors';
export const MEMBERS = '/v1.0/external/connections/hr/groups/staff/members';
export const AGENTS = '/v1.0/servicePrincipals/microsoft.graph.agentIdentity';
export const AUTOPILOTS = '/v1.0/deviceManagement/importedWindowsAutopilotDeviceIdentities';

/** An answer, read to its end. */
export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as a JSON object; empty where it is none. */
  readonly json: JsonObject;
}

/** What a request has besides its line. */
export interface Sending {
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, with its content type. */
  readonly body?: JsonObject | string | Buffer;
  /** Permissions of the token; `none` sends no token. Every permission unless told. */
  readonly as?: readonly string[] | 'none';
  readonly agent?: Agent;
}

/** The schemas compiled by ajv: what the sandbox stores and answers is held against them. */
export function compiled(schemas: readonly ResourceSchema[]): Record<string, ValidateFunction> {
  const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true, formats: edmFormats });
  return Object.fromEntries(schemas.map((schema) => [schema.$id, ajv.compile(withoutAnnotations(schema))]));
}

const tokens = new Map<string, Promise<string>>();

/** A sandbox under test, and two words to talk to it. */
export class TestSandbox {
  readonly sandbox: Sandbox;

  constructor(sandbox: Sandbox) {
    this.sandbox = sandbox;
  }

  /** Sends `PATCH /v1.0/…` and reads the answer. */
  async send(line: string, sending: Sending = {}): Promise<Received> {
    const { as = ['.default'], body } = sending;
    const headers: Record<string, string> = {};
    if (as !== 'none') headers.authorization = `Bearer ${await this.token(as)}`;
    const isJson = typeof body === 'object' && !Buffer.isBuffer(body);
    if (isJson) headers['content-type'] = 'application/json';
    const payload = isJson ? JSON.stringify(body) : body;
    return exchange(this.sandbox.url, line, { ...headers, ...sending.headers }, payload, sending.agent);
  }

  /** Sends, and expects a 2xx answer. */
  async accepts(line: string, sending: Sending = {}): Promise<Received> {
    const received = await this.send(line, sending);
    assert.ok(received.status >= 200 && received.status < 300, `${received.status}: ${received.text}`);
    return received;
  }

  /** Sends, and expects an error of Graph's shape; `message` is looked for in its message. */
  async refuses(line: string, sending: Sending, status: number, message: RegExp): Promise<Received> {
    const received = await this.send(line, sending);
    assert.equal(received.status, status, received.text);
    assert.match(errorOf(received).message, message);
    return received;
  }

  token(scopes: readonly string[]): Promise<string> {
    const key = `${this.sandbox.url} ${scopes.join(' ')}`;
    const known =
      tokens.get(key) ??
      connectSandbox(this.sandbox.url)
        .token(scopes)
        .then(({ value }) => value);
    tokens.set(key, known);
    return known;
  }
}

/** A sandbox of the shipped schemas. */
export async function startTestSandbox(options: Partial<SandboxOptions> = {}): Promise<TestSandbox> {
  const catalog = await loadCatalog();
  return new TestSandbox(await startSandbox({ catalog: () => catalog, ...options }));
}

/** The `error` of an answer, after a look at all of its shape. */
export function errorOf(received: Received): { code: string; message: string; details?: JsonObject[] } {
  assert.match(String(received.headers['content-type']), /^application\/json/);
  const error = received.json.error as JsonObject;
  assert.ok(typeof error?.code === 'string' && error.code !== '', received.text);
  assert.ok(typeof error.message === 'string' && error.message !== '', received.text);
  const inner = error.innerError as JsonObject;
  assert.match(String(inner.date), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
  assert.match(String(inner['request-id']), /^[\da-f-]{36}$/);
  assert.match(String(inner['client-request-id']), /^[\da-fA-F-]{36}$/);
  return error as { code: string; message: string; details?: JsonObject[] };
}

function exchange(
  url: string,
  line: string,
  headers: Readonly<Record<string, string>>,
  payload: string | Buffer | undefined,
  agent: Agent | undefined,
): Promise<Received> {
  const [method = '', path = ''] = line.split(' ');
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const options = {
      host: hostname,
      port,
      method,
      path,
      headers,
      ...(agent ? { agent } : { agent: false as const }),
    };
    const outgoing = request(options, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('error', reject);
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, json: objectIn(text) });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(payload);
  });
}

function objectIn(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
  } catch {
    return {};
  }
}
