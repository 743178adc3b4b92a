import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { type CodeRequest, codeRequest } from '../../../../src/core/assist/copy/codeRequest.ts';
import { CODE_LANGUAGES, type CodeLanguage } from '../../../../src/core/assist/copy/languages.ts';
import { readPasted } from '../../../../src/core/assist/paste/pasted.ts';

const GRAPH = new URL("https://graph.microsoft.com/v1.0/users('a')/x?$select=id&b=%27c%27");

/** Texts that end a literal early, or begin something else, in one language or another. */
const HOSTILE = [
  `it's "quoted" \\ and \\\\ and \\n`,
  'a `backtick` ${x} $x $(id) %PATH% !x! {0} #{x}',
  `'@ "@ """ ''' */ // <!-- --> </script>`,
  '\u2018curly\u2019 \u201cquotes\u201d \u2028 \u2029 \u0085',
  'é 😀 \u200e \t',
];

/** Every hostile text, once in JSON and once as the start of a line. */
const BODIES = [
  ...HOSTILE.map((text) => JSON.stringify({ a: text, __proto__x: 1 }, null, 2)),
  '{"n": 12345678901234567890, "m": 1.0, "a": 1, "a": 2}',
  '{ "__proto__": { "a": 1 } }',
  `'@\n{ }\n"""\n\u2019@`,
  '{\n  "a": [1, true, null, {"b": "c"}]\n}',
];

function requestOf(body: string, url = GRAPH): CodeRequest {
  const value = HOSTILE.join(' ').replace(/[\t\u0085\u2028\u2029]|[^\x20-\x7e]/g, '');
  return codeRequest({ method: 'PATCH', url: url.href, headers: [{ name: 'X-Test', value }], body }, url);
}

function language(id: CodeLanguage['id']): CodeLanguage {
  const found = CODE_LANGUAGES.find((each) => each.id === id);
  assert.ok(found);
  return found;
}

/** Runs a program with code on its standard input; undefined where the program is not there. */
function run(program: string, args: readonly string[], code: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: { ...process.env, GRAPH_TOKEN: 'SECRET' } });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.on('error', () => resolve(undefined));
    child.on('close', (exit) => (exit === 0 ? resolve(out) : reject(new Error(`${err}\n${code}`))));
    child.stdin.on('error', () => {});
    child.stdin.end(code);
  });
}

/** Runs it and skips the test where the program is missing. */
async function ran(context: TestContext, program: string, args: readonly string[], code: string) {
  const out = await run(program, args, code);
  if (out === undefined) context.skip(`${program} is not on this computer`);
  return out;
}

test('no form has a token, and each says where it comes from', () => {
  const request = codeRequest(
    {
      method: 'PATCH',
      url: GRAPH.href,
      headers: [{ name: 'Authorization', value: 'Bearer eyJ' }],
      body: '{}',
    },
    GRAPH,
    ['User.Read'],
  );
  for (const { id, write } of CODE_LANGUAGES) {
    const code = write(request);
    assert.ok(!code.includes('eyJ'), id);
    assert.match(code, id === 'powershell' ? /Connect-MgGraph -Scopes 'User\.Read'/ : /GRAPH_TOKEN/);
    assert.ok(code.includes('application/json'), id);
  }
});

test('cURL: a shell reads every word as it is', async (context) => {
  for (const body of BODIES) {
    const request = requestOf(body);
    const code = `curl() { printf '%s\\0' "$@"; }\n${language('curl').write(request)}\n`;
    const out = await ran(context, 'bash', [], code);
    if (out === undefined) return;
    const words = out.split('\0');
    assert.equal(words[words.indexOf('--data-raw') + 1], body);
    assert.equal(words[words.indexOf('--url') + 1], GRAPH.href);
    assert.ok(words.includes('Authorization: Bearer SECRET'));
    assert.ok(words.includes(`X-Test: ${request.headers.at(-1)?.value}`));
  }
});

test('cURL and PowerShell: what is copied can be pasted back', () => {
  for (const id of ['curl', 'powershell'] as const) {
    const url = new URL('https://graph.microsoft.com/v1.0/me');
    const body = '{\n  "a": "it\'s `x` $y \'@"\n}';
    const request = codeRequest(
      { method: 'PATCH', url: '', headers: [{ name: 'If-Match', value: 'W/"1"' }], body },
      url,
    );
    assert.equal(
      readPasted(language(id).write(request))?.text,
      `PATCH ${url.href}\nContent-Type: application/json\nIf-Match: W/"1"\n\n${body}`,
    );
  }
});

test('JavaScript: Node.js sends what the file has', async () => {
  const received: {
    readonly headers: Readonly<Record<string, unknown>>;
    readonly body: string;
    readonly url?: string;
  }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({ headers: request.headers, body, url: request.url ?? '' });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/a?$select=id`);
    for (const body of BODIES) {
      const request = requestOf(body, url);
      const out = await run(process.execPath, ['--input-type=module'], language('javascript').write(request));
      assert.match(out ?? '', /^204 /);
      const last = received.at(-1);
      assert.equal(last?.headers.authorization, 'Bearer SECRET');
      assert.equal(last?.headers['x-test'], request.headers.at(-1)?.value.trim());
      assert.equal(last?.url, '/a?$select=id');
      if (body.includes('12345678901234567890') || body.includes('__proto__"') || !body.startsWith('{')) {
        assert.equal(last?.body, body);
      } else assert.deepEqual(JSON.parse(last?.body ?? ''), JSON.parse(body));
    }
  } finally {
    server.close();
  }
});

test('Python: every text arrives as it is', async (context) => {
  const stub = `import sys, types, json
class R: status_code = 204; text = ''
m = types.ModuleType('requests')
m.request = lambda method, url, headers, data: sys.stderr.write('') or print(json.dumps([method, url, headers, data.decode('utf-8')])) or R()
sys.modules['requests'] = m
`;
  for (const body of BODIES) {
    const request = requestOf(body);
    const out = await ran(context, 'python3', ['-'], `${stub}\n${language('python').write(request)}`);
    if (out === undefined) return;
    const [method, url, headers, data] = JSON.parse(out.split('\n')[0] ?? '');
    assert.deepEqual([method, url, data], ['PATCH', GRAPH.href, body]);
    assert.equal(headers.Authorization, 'Bearer SECRET');
    assert.equal(headers['X-Test'], request.headers.at(-1)?.value);
  }
});

/** Reads a PowerShell script's `$body` as PowerShell does. */
function powerShellBody(code: string): string {
  const here = /^\$body = @'\n([\s\S]*?)\n['\u2018-\u201b]@/m.exec(code)?.[1];
  if (here !== undefined) return here;
  const literal = /^\$body = '((?:[^'\u2018-\u201b]|([\u2018-\u201b'])\2)*)'\n/m.exec(code)?.[1];
  assert.ok(literal !== undefined, code);
  return literal.replace(/(['\u2018-\u201b])\1/g, '$1');
}

test('PowerShell: the body is read back as it is, with every kind of quote', () => {
  for (const body of BODIES)
    assert.equal(powerShellBody(language('powershell').write(requestOf(body))), body);
});

test('C#: a raw literal has more quotes than its text, and anything else is escaped', () => {
  const code = language('csharp').write(requestOf('{\n  "a": "\\"\\"\\"""""x"\n}'));
  assert.match(code, /StringContent\("{6}\n/);
  for (const body of BODIES) {
    const written = language('csharp').write(requestOf(body));
    const literal = /StringContent\(([\s\S]*), Encoding\.UTF8\);\n/.exec(written)?.[1] ?? '';
    const fence = /^"+/.exec(literal)?.[0] ?? '';
    if (fence.length < 3) assert.equal(JSON.parse(literal), body);
    else {
      assert.equal(literal, `${fence}\n${body}\n${fence}`);
      assert.ok(!body.includes(fence));
    }
  }
});

test('a request without a body has none in any form', () => {
  const request = codeRequest({ method: 'GET', url: GRAPH.href, headers: [] }, GRAPH);
  for (const { id, write } of CODE_LANGUAGES) assert.doesNotMatch(write(request), /body|Content-Type/, id);
});

test('PowerShell: permissions stand in one line of a comment, whatever they are called', () => {
  const code = language('powershell').write(
    codeRequest({ method: 'GET', url: GRAPH.href, headers: [] }, GRAPH, ['A.B\nStart-Process calc', "a'b"]),
  );
  assert.deepEqual(
    code.split('\n').filter((line) => /calc/.test(line)),
    [code.split('\n')[0]],
  );
  assert.match(code, /^# /);
});

test('every form takes a body of any size', () => {
  const body = `{\n${Array.from({ length: 150_000 }, (_, index) => `  "p${index}": "'@"`).join(',\n')}\n}`;
  const request = codeRequest({ method: 'PATCH', url: GRAPH.href, headers: [], body }, GRAPH);
  for (const { id, write } of CODE_LANGUAGES) assert.ok(write(request).length > body.length, id);
});
