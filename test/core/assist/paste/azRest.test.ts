import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPasted } from '../../../../src/core/assist/paste/pasted.ts';

/** The request that a command becomes. */
function becomes(command: string, expected: string): void {
  assert.equal(readPasted(command)?.text, expected);
}

const ME = 'https://graph.microsoft.com/v1.0/me';
const PATCH = `PATCH ${ME}\nContent-Type: application/json\n\n{\n  "a": "it's"\n}`;

test('a command of the Azure CLI, in the ways that people and shells write it', () => {
  for (const command of [
    `az rest --method patch --url ${ME} --body '{"a":"it'\\''s"}'`,
    `$ az rest -m PATCH -u "${ME}" \\\n  --headers Content-Type=application/json \\\n  -b "{\\"a\\":\\"it's\\"}" | jq .`,
    `az rest --method=patch --uri=${ME} --headers '{"Content-Type": "application/json"}' --body '{"a":"it'\\''s"}' -o json --only-show-errors`,
    `az.cmd rest ^\r\n  --method patch ^\r\n  --uri ${ME} ^\r\n  --body "{\\"a\\":\\"it's\\"}"\r\n`,
    `az rest \`\r\n  --method PATCH \`\r\n  --uri '${ME}' \`\r\n  --body '{\\"a\\":\\"it''s\\"}'`,
  ]) {
    becomes(command, PATCH);
  }
});

test('a body as Python has it, which the command takes too', () => {
  const body = '{\n  "web": {\n    "redirectUris": [\n      "https://a"\n    ]\n  },\n  "on": true\n}';
  becomes(
    `id=$(az ad app show --id x)\naz rest --method patch --url ${ME}/$id --body "{'web': {'redirectUris': ['https://a']}, 'on': True}"`,
    `PATCH ${ME}/{{id}}\nContent-Type: application/json\n\n${body}`,
  );
});

test('a body that PowerShell escapes on one line', () =>
  becomes(`az rest --method patch --url ${ME} --body "{\`"a\`": \`"it's\`"}"`, PATCH));

test('a read, its query and its headers', () => {
  becomes(
    `az rest --url "${ME}?$top=1" --uri-parameters '$select=id,displayName' '$filter=a eq 1' --headers ConsistencyLevel=eventual Prefer=x=y --resource https://graph.microsoft.com`,
    `GET ${ME}?$top=1&$select=id%2CdisplayName&$filter=a%20eq%201\nConsistencyLevel: eventual\nPrefer: x=y`,
  );
});

test('a body in a file, and several commands', () => {
  becomes(
    `az rest -m post -u ${ME}/x -b @body.json`,
    `POST ${ME}/x\nContent-Type: application/json\n\n< ./body.json`,
  );
  becomes(`az rest -u ${ME}\naz rest -u ${ME}/x\n`, `GET ${ME}\n\n###\nGET ${ME}/x`);
});

test('tokens are never taken over, and what is no request is pasted as it is', () => {
  const pasted = readPasted(`az rest -u ${ME} --headers "Authorization=Bearer eyJsecret" Accept=text/plain`);
  assert.equal(pasted?.text, `GET ${ME}\nAccept: text/plain`);
  assert.equal(pasted?.leftOut, 'Left out: the access token. The editor signs in by itself.');
  for (const text of [
    'az rest',
    'az rest --method get',
    'az restore --url x',
    'az login',
    'az rest --url "not a url"',
  ]) {
    assert.equal(readPasted(text), undefined, text);
  }
});
