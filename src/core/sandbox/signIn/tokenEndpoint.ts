import { isObject } from '../../change/json.ts';
import type { Clock } from '../../host.ts';
import { commonHeaders, Refusal, type RequestIds, type SandboxAnswer } from '../answer.ts';
import { parseJson } from '../resource/body.ts';
import type { TokenBook } from './tokens.ts';

/** Who signs in where nobody is named. */
const DEFAULT_ACCOUNT = 'AdeleV@contoso.com';
const ACCOUNT = /^[^\p{Cc}\s]{1,256}$/u;
/** Scopes that one token can carry. */
const MOST_SCOPES = 200;

/** Bytes that a body of the token endpoint may have. */
export const TOKEN_BODY_LIMIT = 64 * 1024;

/**
 * Answers `POST /oauth2/v2.0/token`: a token with the scopes that are asked for, for the account that is named.
 * Nothing is checked beyond that: the sandbox protects nothing, it only behaves as if. The body is a form, as
 * OAuth has it (RFC 6749, section 4), or the same as JSON.
 *
 * @throws Refusal 400 without scopes or with a strange account, 415 for another kind of body.
 */
export function issueToken(
  tokens: TokenBook,
  contentType: string | undefined,
  body: Buffer,
  ids: RequestIds,
  clock: Clock,
): SandboxAnswer {
  const { scope, username } = readForm(contentType, body);
  const scopes = scope.split(/\s+/).filter((name) => name !== '');
  if (scopes.length === 0 || scopes.length > MOST_SCOPES) {
    throw invalid(`'scope' must name between 1 and ${MOST_SCOPES} permissions, separated by spaces.`);
  }
  if (!ACCOUNT.test(username))
    throw invalid("'username' must be a name without spaces, at most 256 characters.");
  const { value, expiresIn } = tokens.issue(scopes, username);
  const answer = {
    token_type: 'Bearer',
    scope: scopes.join(' '),
    expires_in: expiresIn,
    access_token: value,
    username,
  };
  const headers = { ...commonHeaders(ids, clock), 'content-type': 'application/json' };
  return { status: 200, headers, body: JSON.stringify(answer) };
}

function readForm(
  contentType: string | undefined,
  body: Buffer,
): { readonly scope: string; readonly username: string } {
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') {
    const form = new URLSearchParams(body.toString('utf8'));
    return { scope: form.get('scope') ?? '', username: form.get('username') ?? DEFAULT_ACCOUNT };
  }
  if (type !== 'application/json') {
    throw new Refusal(
      415,
      'UnsupportedMediaType',
      'Send a form (application/x-www-form-urlencoded) or JSON, with scope and username.',
    );
  }
  const value = parseJson(body);
  const { scope, username = DEFAULT_ACCOUNT } = isObject(value) ? value : {};
  if (typeof scope !== 'string' || typeof username !== 'string')
    throw invalid("'scope' and 'username' must be strings.");
  return { scope, username };
}

function invalid(message: string): Refusal {
  return new Refusal(400, 'invalid_request', message);
}
