import { request } from 'node:http';
import { isObject } from '../change/json.ts';
import { UserError } from '../errors.ts';
import { parsedJson } from '../text/jsonValues.ts';
import type { SandboxBehaviour } from './behaviour/behaviour.ts';
import { readBehaviour } from './behaviour/behaviourOrder.ts';

/** A running sandbox, seen from a client. */
export interface SandboxConnection {
  /** Without a slash at the end: `http://127.0.0.1:50123`. */
  readonly url: string;
  /**
   * A token of the sandbox.
   *
   * @param scopes short or full permission names; at least one
   * @param account who signs in; the sandbox has a default
   * @throws UserError where the sandbox cannot be reached or refuses.
   */
  token(
    scopes: readonly string[],
    account?: string,
  ): Promise<{ readonly value: string; readonly account: string }>;
  /**
   * Puts every object back to what it was at the start.
   *
   * @throws UserError where the sandbox cannot be reached or refuses.
   */
  reset(): Promise<void>;
  /**
   * How the sandbox behaves now.
   *
   * @throws UserError where the sandbox cannot be reached, or is too old to know.
   */
  behaviour(): Promise<SandboxBehaviour>;
  /**
   * Switches its behaviour, for everybody who uses it; what is left out is as usual.
   *
   * @throws UserError where the sandbox cannot be reached or refuses.
   */
  behave(behaviour: Partial<SandboxBehaviour>): Promise<SandboxBehaviour>;
}

/** Milliseconds; the sandbox is on this computer. */
const TIMEOUT = 10_000;
/** Bytes that an answer to these calls may have. */
const ANSWER_LIMIT = 1024 * 1024;

/**
 * Connects to a sandbox.
 *
 * @param url of a sandbox on this computer, `http://127.0.0.1:50123`
 * @throws UserError where the URL leads to another computer: a token is asked for and handed out there.
 */
export function connectSandbox(url: string): SandboxConnection {
  const base = loopbackUrl(url);
  const behaviourUrl = new URL('/_sandbox/behaviour', base);
  return {
    url: base.origin,
    async token(scopes, account) {
      const form = new URLSearchParams({ grant_type: 'client_credentials', scope: scopes.join(' ') });
      if (account !== undefined) form.set('username', account);
      const answer = await call('POST', new URL('/oauth2/v2.0/token', base), FORM, form.toString());
      const { access_token: value, username } = isObject(answer) ? answer : {};
      if (typeof value !== 'string' || typeof username !== 'string') throw notASandbox(base);
      return { value, account: username };
    },
    async reset() {
      await call('POST', new URL('/_sandbox/reset', base), FORM, '');
    },
    async behaviour() {
      return behaviourIn(await call('GET', behaviourUrl, JSON_TYPE, ''), base);
    },
    async behave(behaviour) {
      const body = JSON.stringify(behaviour);
      return behaviourIn(await call('PUT', behaviourUrl, JSON_TYPE, body), base);
    },
  };
}

function loopbackUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.protocol !== 'http:' || url.username !== '' || url.password !== '') {
    throw new UserError(
      'sandbox-url',
      `'${text}' is no address of a sandbox. It looks like http://127.0.0.1:50123.`,
    );
  }
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)) {
    throw new UserError(
      'sandbox-url',
      `A sandbox runs on this computer, and '${url.hostname}' is another one. Use an address that begins with http://127.0.0.1.`,
    );
  }
  return url;
}

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/** Sends a body and reads the JSON of the answer; undefined where the answer has no body. */
function call(method: string, url: URL, type: string, body: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers =
      method === 'GET' ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(body) };
    // Without an agent of its own, a proxy that the environment names for others could be asked.
    const outgoing = request(url, { method, headers, agent: false, timeout: TIMEOUT }, (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('error', () => reject(unreachable(url)));
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > ANSWER_LIMIT) outgoing.destroy(notASandbox(url));
        else chunks.push(chunk);
      });
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const status = incoming.statusCode ?? 0;
        if (status < 200 || status > 299) reject(refused(status, messageOf(text)));
        else resolve(text === '' ? undefined : parsedJson(text));
      });
    });
    outgoing.on('timeout', () => outgoing.destroy(unreachable(url)));
    outgoing.on('error', (error) => reject(error instanceof UserError ? error : unreachable(url)));
    outgoing.end(body);
  });
}

function behaviourIn(answer: unknown, base: URL): SandboxBehaviour {
  if (!isObject(answer)) throw notASandbox(base);
  return readBehaviour(answer);
}

function messageOf(text: string): string | undefined {
  const body = parsedJson(text);
  const error = isObject(body) ? body.error : undefined;
  const message = isObject(error) ? error.message : undefined;
  return typeof message === 'string' ? message.slice(0, 500) : undefined;
}

function unreachable(url: URL): UserError {
  return new UserError(
    'sandbox-unreachable',
    `The sandbox at ${url.origin} does not answer. Check that it runs, or start another one.`,
  );
}

function refused(status: number, message: string | undefined): UserError {
  return new UserError(
    'sandbox-refused',
    `The sandbox refused (${status}). ${message ?? 'It gave no reason.'}`,
  );
}

function notASandbox(url: URL): UserError {
  return new UserError('sandbox-url', `What answers at ${url.origin} is no sandbox. Check the address.`);
}
