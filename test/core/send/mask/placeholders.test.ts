import { deepEqual, equal, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeRequest } from '../../../../src/core/assist/copy/codeRequest.ts';
import { CODE_LANGUAGES } from '../../../../src/core/assist/copy/languages.ts';
import type { HeaderLine, ResolvedRequest, SentRequest } from '../../../../src/core/request/message.ts';
import { composeHeaders } from '../../../../src/core/send/headers.ts';
import { Echoes } from '../../../../src/core/send/mask/echoes.ts';
import { withPlaceholders } from '../../../../src/core/send/mask/placeholders.ts';

const URL_TEXT = "https://graph.microsoft.com/v1.0/users('a')?$select=id";

/** A request as it goes out, as the page and the history have it. */
function sent(request: ResolvedRequest): SentRequest {
  const composed = composeHeaders(request, '1.0.0', '7f0c1d52-0a4e-4c58-9c0a-3f3f8f2b6f11');
  ok(composed.ok);
  const token: HeaderLine = { name: 'Authorization', value: 'Bearer eyJhbGciOi.J9.x' };
  return new Echoes(request).request({ ...request, headers: [token, ...composed.headers] });
}

/** The same request in every language, by its id. */
function written(request: ResolvedRequest): Readonly<Record<string, string>> {
  const code = codeRequest(request, new URL(request.url), ['User.Read']);
  return Object.fromEntries(CODE_LANGUAGES.map(({ id, write }) => [id, write(code)]));
}

describe('a request that went out, as code', () => {
  const bodies = [undefined, '{"displayName":"Adele","n":12345678901234567890}', '{\n  "a": "it\'s"\n}'];
  const headers: readonly (readonly HeaderLine[])[] = [
    [],
    [{ name: 'Content-Type', value: 'application/json; charset=utf-8' }],
    [
      { name: 'Prefer', value: 'return=minimal' },
      { name: 'content-type', value: 'application/json' },
      { name: 'If-Match', value: 'W/"1"' },
    ],
    [{ name: 'ConsistencyLevel', value: 'eventual' }],
  ];

  it('is what “Copy Request As” makes of the request in its file, in every language', () => {
    for (const body of bodies) {
      for (const lines of headers) {
        const request = {
          method: body === undefined ? 'GET' : 'PATCH',
          url: URL_TEXT,
          headers: lines,
          ...(body === undefined ? {} : { body }),
        };
        const { request: again, placeholders } = withPlaceholders(sent(request));
        deepEqual(placeholders, []);
        deepEqual(written(again), written(request));
      }
    }
  });

  it('has placeholders for what is secret, and says which', () => {
    const { request, placeholders } = withPlaceholders(
      sent({
        method: 'PATCH',
        url: `${URL_TEXT}&sig=abcdefgh12345678`,
        headers: [
          { name: 'X-Api-Key', value: 'k-123456789' },
          { name: 'X-Note', value: 'say k-123456789 to get in' },
        ],
        body: '{"password":"hunter2-hunter2","inner":{"client secret":"s-987654321"},"displayName":"Adele"}',
      }),
    );
    deepEqual(placeholders, [
      'REPLACE_WITH_sig',
      'REPLACE_WITH_X_Api_Key',
      'REPLACE_WITH_password',
      'REPLACE_WITH_client_secret',
      'REPLACE_WITH_secret',
    ]);
    for (const code of Object.values(written(request))) {
      for (const secret of ['hunter2', 'k-123456789', 's-987654321', 'abcdefgh', 'eyJ', '•'])
        ok(!code.includes(secret), `${secret} in ${code}`);
      for (const placeholder of placeholders) ok(code.includes(placeholder), `${placeholder} in ${code}`);
      ok(code.includes('Adele'));
    }
    equal(request.body?.includes('"password":"REPLACE_WITH_password"'), true);
  });
});
