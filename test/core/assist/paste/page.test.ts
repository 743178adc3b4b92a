import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPasted } from '../../../../src/core/assist/paste/pasted.ts';

function becomes(text: string, expected: string): void {
  assert.equal(readPasted(text)?.text, expected);
}

const BODY = '{\n  "displayName": "String"\n}';

test('the request of a page comes without fences, comments and the length of another body', () =>
  becomes(
    `### Request\nThe following is an example.\n<!-- {\n  "blockType": "request"\n}\n-->\n\`\`\` http\nPATCH https://graph.microsoft.com/beta/a\nContent-Type: application/json\nContent-length: 283\n\n${BODY}\n\`\`\`\n\nMore text.\n`,
    `PATCH https://graph.microsoft.com/beta/a\nContent-Type: application/json\n\n${BODY}`,
  ));

test('the answer below it comes along as a part of its own', () =>
  becomes(
    `\`\`\`http\nPATCH /beta/a\n\n${BODY}\n\`\`\`\n**Note:** shortened.\n\`\`\`http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n${BODY}\n\`\`\``,
    `PATCH /beta/a\n\n${BODY}\n\n###\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n${BODY}`,
  ));

test('a comment and a length in a plain text are taken out too, and a missing blank line is put in', () =>
  becomes(
    `<!-- { "blockType": "request" } -->\nPATCH /beta/a\nAuthorization: Bearer abc\nContent-Type: application/json\nContent-Length: 3\n${BODY}\n`,
    `PATCH /beta/a\nContent-Type: application/json\n\n${BODY}`,
  ));

test('a token that is left out is mentioned', () =>
  assert.equal(
    readPasted('GET /v1.0/me\nAuthorization: Bearer abc\n')?.leftOut,
    'Left out: the access token. The editor signs in by itself.',
  ));

test('code of other languages, prose, and requests that are fine are left alone', () => {
  for (const text of [
    '```json\n{}\n```',
    'Some words about GET /v1.0/me.',
    'GET /v1.0/me',
    `### A\nPATCH /v1.0/me\nContent-Type: application/json\n\n${BODY}\n`,
    '<!-- never closed\nGET /v1.0/me',
    '',
  ]) {
    assert.equal(readPasted(text), undefined, text);
  }
});

test('Windows line breaks are read', () => becomes('``` http\r\nGET /v1.0/me\r\n```\r\n', 'GET /v1.0/me'));

test('a command of PowerShell', () => {
  becomes(
    `$body = @'\n{"a":"it's"}\n'@\nInvoke-MgGraphRequest -Method PATCH -Uri 'https://graph.microsoft.com/v1.0/me' \`\n  -Headers @{ 'If-Match' = 'W/"1"'; Authorization = "Bearer $token" } -ContentType 'application/json' -Body $body`,
    'PATCH https://graph.microsoft.com/v1.0/me\nContent-Type: application/json\nIf-Match: W/"1"\n\n{\n  "a": "it\'s"\n}',
  );
  becomes(
    `Invoke-RestMethod -Uri "https://graph.microsoft.com/v1.0/me" -Method Patch -Body "{ \`"a\`": 1 }"`,
    'PATCH https://graph.microsoft.com/v1.0/me\nContent-Type: application/json\n\n{\n  "a": 1\n}',
  );
  becomes(`Invoke-MgGraphRequest GET '/v1.0/me'`.replace("GET '", "-Uri '"), 'GET /v1.0/me');
  becomes(
    `Invoke-MgGraphRequest -Method PATCH -Uri v1.0/me -Body @{\n  displayName = 'A'\n}`,
    'PATCH /v1.0/me\nContent-Type: application/json\n\n{\n  "displayName": "A"\n}',
  );
});

test('hostile texts take linear time', { timeout: 10_000 }, () => {
  for (const unit of [
    '<!--',
    '```\n',
    '`',
    '\n',
    '# \n',
    "@'\n",
    '"',
    "'",
    '-a ',
    "$a='",
    'Invoke-RestMethod ',
    '@{a=',
  ]) {
    readPasted(unit.repeat(200_000));
    readPasted(`GET /v1.0/me\n${unit.repeat(200_000)}`);
    readPasted(`Invoke-RestMethod -Uri ${unit.repeat(200_000)}`);
    readPasted(`${unit.repeat(4_000)}\nInvoke-RestMethod -Uri ${unit.repeat(200_000)}`);
  }
});

test('the names of a block and of its buttons, which are copied with it, are left out', () => {
  const request =
    'PATCH https://graph.microsoft.com/v1.0/me\nContent-Type: application/json\n\n{ "city": "Oslo" }';
  for (const above of ['HTTP\n\nCopy\n', 'http\n', 'HTTP\nCopy\nTry It\n\n']) {
    assert.equal(readPasted(`${above}${request}\n`)?.text, request);
  }
  assert.equal(readPasted(`HTTP\nsomething else\n${request}`), undefined);
});

const fence = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\``;

test('a list of request lines becomes a request each', () => {
  becomes(
    'PATCH /me/ships/{id}\nPATCH /users/{id | userPrincipalName}/ships/{id}\n\nPUT /ports/{id}/ship\n',
    'PATCH /me/ships/{id}\n\n###\nPATCH /users/{id | userPrincipalName}/ships/{id}\n\n###\nPUT /ports/{id}/ship',
  );
  becomes(fence('http', 'PATCH /a\nPATCH /b'), 'PATCH /a\n\n###\nPATCH /b');
});

test('of a whole page the examples come, without the request lines above them', () => {
  const lines = fence('http', 'PATCH /ships/{id}\nPATCH /me/ship');
  const example = `PATCH https://graph.microsoft.com/v1.0/ships/7\n\n${BODY}`;
  becomes(`## HTTP request\n${lines}\n## Example\n${fence('http', example)}`, example);
  becomes(`## HTTP request\n${lines}\n`, 'PATCH /ships/{id}\n\n###\nPATCH /me/ship');
});

test('a body in a block of its own comes with its request, and an answer does not', () => {
  const line = 'PATCH https://graph.microsoft.com/v1.0/ships/7';
  becomes(`${fence('http', line)}\nWith this body:\n${fence('json', BODY)}`, `${line}\n\n${BODY}`);
  becomes(`${fence('http', 'GET /v1.0/me')}\n${fence('json', BODY)}`, 'GET /v1.0/me');
});

test('a block within a list comes without its indentation', () =>
  becomes(
    `1. First:\n\n   ${fence('http', `PATCH /beta/a\nContent-Type: application/json\n\n${BODY}`).replaceAll('\n', '\n   ')}\n`,
    `PATCH /beta/a\nContent-Type: application/json\n\n${BODY}`,
  ));

test('headers in a row that are left out, with nothing behind them', () =>
  becomes('PATCH /beta/a\nContent-Length: 3\nAuthorization: Bearer abc', 'PATCH /beta/a'));
