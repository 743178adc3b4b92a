import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toFetch } from '../../../../src/core/assist/copy/javascript.ts';
import { readPasted } from '../../../../src/core/assist/paste/pasted.ts';
import { cpuTime } from '../../../support/cpuTime.ts';

const ME = 'https://graph.microsoft.com/v1.0/me';

test('a call that the network tools of a browser copied', () => {
  const options = {
    headers: {
      accept: '*/*',
      authorization: 'Bearer eyJsecret',
      'content-type': 'application/json',
      'sec-fetch-mode': 'cors',
    },
    referrer: 'https://developer.microsoft.com/',
    body: '{"a":"it\'s"}',
    method: 'PATCH',
    mode: 'cors',
  };
  const pasted = readPasted(`await fetch("${ME}", ${JSON.stringify(options, undefined, 2)});\n`);
  assert.equal(
    pasted?.text,
    `PATCH ${ME}\naccept: */*\ncontent-type: application/json\n\n{\n  "a": "it's"\n}`,
  );
  assert.equal(pasted?.leftOut, 'Left out: the access token. The editor signs in by itself.');
});

test('a call without options, or without a body', () => {
  assert.equal(readPasted(`fetch("${ME}")`)?.text, `GET ${ME}`);
  assert.equal(readPasted(`fetch("${ME}", { "body": null, "method": "GET" });`)?.text, `GET ${ME}`);
});

test('a call as people write it, its variables as references', () => {
  assert.equal(
    readPasted(
      "const response = await fetch(`https://graph.microsoft.com/v1.0/users/${user.id}`, {\n  method: 'PATCH',\n  headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },\n  body: JSON.stringify({ city: city, accountEnabled: true, note: `at ${place}`, }),\n});",
    )?.text,
    'PATCH https://graph.microsoft.com/v1.0/users/{{userId}}\nContent-Type: application/json\n\n{\n  "city": "{{city}}",\n  "accountEnabled": true,\n  "note": "at {{place}}"\n}',
  );
  assert.equal(
    readPasted(`fetch("${ME}", { method: "PATCH", body: JSON.stringify(change) })`)?.text,
    `# Only a run of the script would tell this body. Write it in place of { }.\nPATCH ${ME}\n\n{}`,
  );
});

test('a call that this editor made', () => {
  const request = {
    method: 'PATCH',
    url: new URL(`${ME}?$select=id`),
    headers: [{ name: 'Content-Type', value: 'application/json' }],
    body: '{"a":"it\'s (so)"}',
    permissions: [],
  };
  const pasted = readPasted(toFetch(request));
  assert.equal(
    pasted?.text,
    `PATCH ${ME}?$select=id\nContent-Type: application/json\n\n{\n  "a": "it's (so)"\n}`,
  );
  assert.equal(pasted?.leftOut, 'Left out: the access token. The editor signs in by itself.');
});

test('a call that cannot be read for sure is pasted as it is', () => {
  for (const text of [
    `fetch(url)`,
    `fetch("${ME}", { method })`,
    `fetch("${ME}", { "body": { "a": 1 } })`,
    `fetch("not a url")`,
    `fetch("${ME}"); fetch("${ME}")`,
    `prefetch("${ME}")`,
  ]) {
    assert.equal(readPasted(text), undefined, text);
  }
});

test('a long text that only begins like one is read quickly', () => {
  const begun = cpuTime();
  readPasted(`fetch("${ME}", {${'} '.repeat(500_000)}`);
  readPasted(`fetch("${'\\\\'.repeat(500_000)}`);
  assert.ok(cpuTime() - begun < 3000);
});
