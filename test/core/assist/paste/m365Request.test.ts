import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPasted } from '../../../../src/core/assist/paste/pasted.ts';

const textOf = (command: string) => readPasted(command)?.text;

test('a command of the CLI for Microsoft 365, its tokens and its headers', () => {
  assert.equal(
    textOf(
      `m365 request --method patch --url '@graph/users/7' --content-type 'application/json' --body '{"city":"Ulm"}'`,
    ),
    'PATCH https://graph.microsoft.com/v1.0/users/7\ncontent-type: application/json\n\n{\n  "city": "Ulm"\n}',
  );
  assert.equal(
    textOf(
      `$ m365 request -u @graphbeta/me -m PATCH \\\n  -b '{city: "Ulm"}' --consistencyLevel eventual --debug --output json`,
    ),
    'PATCH https://graph.microsoft.com/beta/me\nContent-Type: application/json\nconsistencyLevel: eventual\n\n{\n  "city": "Ulm"\n}',
  );
  assert.equal(
    textOf('m365 request --url "https://graph.microsoft.com/v1.0/me"'),
    'GET https://graph.microsoft.com/v1.0/me',
  );
});

test('a token in it is left out; other commands are none', () => {
  const pasted = readPasted("m365 request --url @graph/me --authorization 'Bearer abc'");
  assert.equal(pasted?.text, 'GET https://graph.microsoft.com/v1.0/me');
  assert.match(pasted?.leftOut ?? '', /access token/);
  for (const text of [
    'm365 request',
    'm365 request --url words',
    'm365 entra user set --id 7',
    'm365 requests',
  ]) {
    assert.equal(readPasted(text), undefined, text);
  }
});
