import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readPasted } from '../../../../src/core/assist/paste/pasted.ts';
import { commandAt, type Shell } from '../../../../src/core/assist/paste/words.ts';

/** The request that a command becomes. */
function becomes(command: string, expected: string): void {
  assert.equal(readPasted(command)?.text, expected);
}

/** The words of the first command of a text. */
function wordsOf(text: string, shell: Shell): readonly string[] {
  return commandAt(text, shell, 0).words;
}

const PATCH =
  'PATCH https://graph.microsoft.com/v1.0/me\nContent-Type: application/json\n\n{\n  "a": "it\'s"\n}';

test('a command for a POSIX shell, in the ways that people and browsers write it', () => {
  const json = `'{"a":"it'\\''s"}'`;
  for (const command of [
    `curl -X PATCH https://graph.microsoft.com/v1.0/me -H 'Content-Type: application/json' -d ${json}`,
    `$ curl --request PATCH --url https://graph.microsoft.com/v1.0/me \\\n  --header "Content-Type: application/json" \\\n  --data-raw ${json}`,
    `curl -sSLXPATCH 'https://graph.microsoft.com/v1.0/me' -H'Content-Type: application/json' --data-binary $'{"a":"it\\'s"}' --compressed | jq .`,
    `curl https://graph.microsoft.com/v1.0/me --request=PATCH --json "{\\"a\\":\\"it's\\"}" > out.json`,
    `curl -k --max-time 5 -o out -X PATCH graph.microsoft.com/v1.0/me -d ${json}; echo done`,
  ]) {
    becomes(command, PATCH);
  }
});

test('a command for cmd.exe', () => {
  becomes(
    `curl -X PATCH ^\r\n  https://graph.microsoft.com/v1.0/me ^\r\n  -H "Content-Type: application/json" ^\r\n  -d "{\\"a\\":\\"it's\\"}"\r\n`,
    PATCH,
  );
  becomes(
    'curl ^"https://graph.microsoft.com/v1.0/me^" ^\n  -X ^"PATCH^" ^\n  -H ^"Content-Type: application/json^" ^\n  --data-raw ^"^{^\\^"a^\\^":^\\^"it\'s^\\^"^}^"',
    PATCH,
  );
  becomes(
    `curl -X PATCH https://graph.microsoft.com/v1.0/me -H "Content-Type: application/json" -d "{""a"":""it's""}"`,
    PATCH,
  );
});

test('a command for PowerShell', () => {
  becomes(
    "curl.exe -X PATCH `\r\n  'https://graph.microsoft.com/v1.0/me' `\r\n  -H 'Content-Type: application/json' `\r\n  -d '{\"a\":\"it''s\"}'",
    PATCH,
  );
  becomes(`curl.exe -X PATCH https://graph.microsoft.com/v1.0/me -d '{\\"a\\":\\"it''s\\"}'`, PATCH);
});

test('tokens, cookies and passwords are never taken over, and that is said', () => {
  const pasted = readPasted(
    `curl -u a:b -b 'c=1' -H 'Authorization: Bearer eyJsecret' -H 'Prefer: return=minimal' https://graph.microsoft.com/v1.0/me`,
  );
  assert.equal(pasted?.text, 'GET https://graph.microsoft.com/v1.0/me\nPrefer: return=minimal');
  assert.equal(
    pasted?.leftOut,
    'Left out: the access token, the user name and password and cookies. The editor signs in by itself.',
  );
});

test('a password in the URL is left out too', () => {
  const pasted = readPasted("curl 'https://me:secret@graph.microsoft.com/v1.0/me?a=b@c'");
  assert.equal(pasted?.text, 'GET https://graph.microsoft.com/v1.0/me?a=b@c');
  assert.equal(pasted?.leftOut, 'Left out: the user name and password.');
});

test('any body that is quoted for a shell is read back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const posix = `'${text.replaceAll("'", "'\\''")}'`;
      const double = `"${text.replace(/[\\"$`]/g, '\\$&')}"`;
      const powerShell = `'${text.replaceAll("'", "''")}'`;
      assert.deepEqual(wordsOf(`curl ${posix} ${double}`, 'posix'), ['curl', text, text]);
      assert.deepEqual(wordsOf(`curl ${powerShell}`, 'powershell'), ['curl', text]);
    }),
  );
});

test('any JSON that is quoted for cmd.exe and a program is read back as it was', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const inner = text
        .replace(/(\\*)"/g, '$1$1\\"')
        .replace(/\\+$/, '$&$&')
        .replace(/[^a-zA-Z0-9\s_:=+~'/.,?;()*`\\-]/g, '^$&');
      assert.deepEqual(wordsOf(`curl ^"${inner}^"`, 'cmd'), ['curl', text]);
    }),
  );
});

test('what a browser adds is left out without a word', () => {
  const pasted = readPasted(
    `curl 'https://graph.microsoft.com/v1.0/me' -H 'accept: application/json' -H 'sec-fetch-mode: cors' -H 'user-agent: x' -H 'origin: https://a.example' -H 'content-length: 3'`,
  );
  assert.deepEqual(pasted, {
    form: 'curl',
    text: 'GET https://graph.microsoft.com/v1.0/me\naccept: application/json',
  });
});

test('the method follows from the data, -G and -I', () => {
  becomes(
    'curl https://a.example/x -d a=1 -d b=2',
    'POST https://a.example/x\nContent-Type: application/x-www-form-urlencoded\n\na=1&b=2',
  );
  becomes(
    'curl -G https://a.example/x -d a=1 --data-urlencode "b=c d"',
    'GET https://a.example/x?a=1&b=c%20d',
  );
  becomes('curl -I https://a.example/x', 'HEAD https://a.example/x');
  becomes(
    'curl -T body.bin https://a.example/x',
    'PUT https://a.example/x\nContent-Type: application/json\n\n< ./body.bin',
  );
});

test('a file stays a file', () => {
  becomes(
    'curl -X PATCH https://a.example/x --data @body.json',
    'PATCH https://a.example/x\nContent-Type: application/json\n\n< ./body.json',
  );
  becomes(
    'curl -X PATCH https://a.example/x --json @../body.json',
    'PATCH https://a.example/x\nContent-Type: application/json\n\n< ../body.json',
  );
});

test('variables of the shell become those of the file, with their values where the script has them', () => {
  becomes('curl "https://a.example/$ID/{{x}}"', 'GET https://a.example/{{ID}}/{{x}}');
  becomes(
    'curl "https://a.example/${ID}?$select=a&\\$top=1" -H \'A: $B\' -d "{\\"a\\": \\"$C\\"}"',
    'POST https://a.example/{{ID}}?$select=a&$top=1\nContent-Type: application/json\nA: $B\n\n{\n  "a": "{{C}}"\n}',
  );
  becomes(
    '#!/bin/bash\nset -e\nexport ID=abc # one\nSECRET=x\nOTHER=y\n\n# read it\ncurl https://a.example/$ID?s=$SECRET | jq .\n',
    '@ID = abc\n\nGET https://a.example/{{ID}}?s={{SECRET}}',
  );
  becomes('curl https://a.example/$(az account show --query id)/x', 'GET https://a.example/{{value}}/x');
  becomes('curl "https://a.example/$($app.id)" `\n -H "A: $b"', 'GET https://a.example/{{appId}}\nA: {{b}}');
});

test('what documentation has in angle brackets is a placeholder', () => {
  becomes('curl https://a.example/<object-id>/x', 'GET https://a.example/{objectId}/x');
  becomes('curl https://a.example/x < body.json', 'GET https://a.example/x');
});

test('a line break in a word cannot begin a header', () =>
  becomes(
    `curl $'https://a.example/x\\nX-Evil: 1' -H $'A: b\\r\\nX-Evil: 1'`,
    'GET https://a.example/x%20X-Evil:%201\nA: b X-Evil: 1',
  ));

test('what is no command, or names no URL, is left alone', () => {
  for (const text of ['curly', 'curl', 'curl -X PATCH', 'GET /v1.0/me', '', 'let curl = 1']) {
    assert.equal(readPasted(text), undefined, text);
  }
});

test('several commands become several requests', () => {
  const both =
    'GET https://a.example/x\n\n###\nPATCH https://a.example/y\nContent-Type: application/json\n\n{\n  "a": 1\n}';
  const second = `curl -X PATCH https://a.example/y -d '{"a":1}'`;
  for (const between of [
    '\n',
    ' ;\n',
    ' && ',
    '; ',
    '\r\n\r\n$ ',
    " | jq '\n.a'\n",
    " > out.json\n# isn't it\n",
    '\n{"value": "it\'s"}\n',
  ]) {
    becomes(`curl https://a.example/x${between}${second}`, both);
  }
  becomes(
    'curl ^"https://a.example/x^" &\r\ncurl ^"https://a.example/y^" -X ^"PATCH^" --data-raw ^"^{^\\^"a^\\^":1^}^"',
    both,
  );
  assert.equal(
    readPasted(`curl -b a=1 https://a.example/x\ncurl -u a:b https://a.example/y`)?.leftOut,
    'Left out: cookies and the user name and password.',
  );
});

test('prose about curl, and a command that is more than one request, is pasted as it is', () => {
  for (const text of [
    'curl is a tool',
    'curl (https://curl.se) is a tool',
    'curl https://curl.se/docs is where to read',
    'curl e.g. with -X',
    'curl and/or wget',
    'curl -X PATCH the user',
    'curl https://a.example/x --next https://a.example/y',
    'curl https://a.example/x -: https://a.example/y',
    'curl https://a.example/x https://a.example/y',
    'curl https://a.example/x\ncurl is a tool',
  ]) {
    assert.equal(readPasted(text), undefined, text);
  }
});

test('what stands for a URL: a host and a path, this computer, a path of Graph, a variable', () => {
  for (const [word, url] of [
    ['graph.microsoft.com/v1.0/me', 'https://graph.microsoft.com/v1.0/me'],
    ['localhost:3000', 'https://localhost:3000'],
    ['127.0.0.1:3000/v1.0/me', 'https://127.0.0.1:3000/v1.0/me'],
    ['/beta/me', '/beta/me'],
    ['"$BASE/me"', '{{BASE}}/me'],
    ['{{base}}/me', '{{base}}/me'],
    ['--url-query a=b https://a.example/x', 'https://a.example/x?a=b'],
  ] as const) {
    becomes(`curl ${word}`, `GET ${url}`);
  }
});

test('escapes of $ strings', () =>
  assert.deepEqual(wordsOf(String.raw`$'\x41\u00e9\101\n\q\U1F600' "a\b\"" b\ c`, 'posix'), [
    'AéA\nq😀',
    'a\\b"',
    'b c',
  ]));

test('unclosed quotes and long lines are read to the end, in linear time', { timeout: 5_000 }, () => {
  for (const shell of ['posix', 'cmd', 'powershell'] as const) {
    for (const unit of ["'", '"', '\\', '^', '`', '\\"', "$'", 'a ', '^"']) {
      wordsOf(`curl ${unit.repeat(200_000)}`, shell);
    }
  }
  readPasted(`curl -d '{${'"'.repeat(300_000)}`);
  for (const unit of ['\n', ' ;', '|', "\n'", ' &x', '\ncurl a.example/x -d {\'\\"', '\ncurl a.example/x']) {
    readPasted(`curl https://a.example/x${unit.repeat(100_000)}`);
  }
  readPasted(`curl ${'a.'.repeat(300_000)}`);
});
