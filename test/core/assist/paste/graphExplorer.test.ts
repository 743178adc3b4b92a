import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPasted } from '../../../../src/core/assist/paste/pasted.ts';

const PAGE = 'https://developer.microsoft.com/en-us/graph/graph-explorer';

/** A text as the link has it: base64 of its UTF-8. */
function base64(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64');
}

function link(query: Readonly<Record<string, string>>): string {
  const given = { version: 'v1.0', GraphUrl: 'https://graph.microsoft.com', ...query };
  return `${PAGE}?${Object.entries(given)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')}`;
}

test('a shared link becomes the request that it stands for', () => {
  const body = { displayName: 'Zoë', tags: ['a'] };
  const pasted = readPasted(
    ` ${link({
      request: 'me/messages/1?$select=id',
      method: 'PATCH',
      version: 'beta',
      GraphUrl: 'https://graph.microsoft.us',
      requestBody: base64(JSON.stringify(JSON.stringify(body))),
      headers: base64([
        { name: 'Prefer', value: 'return=minimal' },
        { name: 'Authorization', value: 'Bearer secret' },
      ]),
    })}\n`,
  );
  assert.equal(pasted?.form, 'explorer');
  assert.equal(
    pasted.text,
    `PATCH https://graph.microsoft.us/beta/me/messages/1?$select=id\nContent-Type: application/json\nPrefer: return=minimal\n\n${JSON.stringify(body, undefined, 2)}`,
  );
  assert.match(pasted.leftOut ?? '', /access token/);
});

test('a link to a read has no body', () => {
  assert.equal(
    readPasted(link({ request: 'me', method: 'GET' }))?.text,
    'GET https://graph.microsoft.com/v1.0/me',
  );
  assert.equal(readPasted(`${PAGE}?request=users`)?.text, 'GET https://graph.microsoft.com/v1.0/users');
});

test('what is no such link, or cannot be read, stays as it is', () => {
  for (const text of [
    PAGE,
    `See ${link({ request: 'me' })}`,
    link({ request: 'me', method: 'PATCH', requestBody: '%%%' }),
    link({ request: 'me', GraphUrl: 'http://graph.microsoft.com' }),
    link({ request: 'me', method: 'P T' }),
    'https://developer.microsoft.example/graph/graph-explorer?request=me',
  ]) {
    assert.equal(readPasted(text), undefined, text);
  }
});
