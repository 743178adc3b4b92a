import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { BAD, CLI, cliFolder, GOOD, URL_OF_ONE } from './support.ts';

const { folder, run, file } = await cliFolder();

suite('check', () => {
  test('prints one object per problem, with places from 1, and exits 1 for errors', async () => {
    const { code, stdout } = await run(['check', await file('bad.graph.http', BAD), '--format', 'json']);
    assert.equal(code, 1);
    const [problem, ...others] = JSON.parse(stdout);
    assert.deepEqual(others, []);
    const { message, ...rest } = problem;
    assert.match(message, /displayName/);
    assert.deepEqual(rest, {
      file: 'bad.graph.http',
      line: 5,
      column: 3,
      endLine: 5,
      endColumn: 15,
      code: 'property-unknown',
      severity: 'error',
    });
  });

  test('prints lines that editors understand, and a count', async () => {
    const { stdout } = await run(['check', await file('bad.graph.http', BAD)]);
    assert.match(
      stdout,
      /^bad\.graph\.http:5:3: error: .+ \[property-unknown\]\n1 error, 0 warnings, 0 notes\n$/,
    );
  });

  test('prints nothing of a file that moves the cursor of a terminal', async () => {
    const clear = '\u001b[2J';
    const hostile = await file('h.graph.http', `PATCH ${URL_OF_ONE}\nX${clear}Red: \u0001\n\n{}\n`);
    const { stdout } = await run(['check', hostile]);
    assert.match(stdout, /The header X \[2JRed has a control character/);
    assert.doesNotMatch(stdout, /[^\n -\u{10ffff}]/u);
  });

  test('says of metadata that it is no request file', async () => {
    const { code, stderr } = await run(['check', await file('own.csdl', '<?xml version="1.0"?>\n<a/>\n')]);
    assert.equal(code, 2);
    assert.match(stderr, /^own\.csdl cannot be read: it is XML, .+ --metadata\.\n$/);
  });

  test('exits 0 where there are no errors, for several files', async () => {
    const { code, stdout } = await run([
      'check',
      await file('a.graph.http', GOOD),
      await file('b.graph.http', GOOD),
      '--format',
      'json',
    ]);
    assert.deepEqual([code, JSON.parse(stdout)], [0, []]);
  });

  test('takes severities of the caller, and refuses those that do not exist', async () => {
    const bad = await file('bad.graph.http', BAD);
    const lower = await run(['check', bad, '--severity', 'property-unknown=warning', '--format', 'json']);
    assert.deepEqual([lower.code, JSON.parse(lower.stdout)[0].severity], [0, 'warning']);
    const off = await run([
      'check',
      bad,
      '--severity',
      'property-unknown=off',
      '--severity',
      'url-unknown=off',
    ]);
    assert.deepEqual([off.code, off.stdout], [0, '0 errors, 0 warnings, 0 notes\n']);
    for (const wrong of ['property-unknwon=off', 'property-unknown=fatal', 'property-unknown']) {
      const { code, stderr } = await run(['check', bad, '--severity', wrong]);
      assert.equal(code, 2, wrong);
      assert.match(stderr, /no problem with the code|no severity|with = between/);
    }
  });

  test('exits 2 for a file that is not there and for a wrong call', async () => {
    const missing = await run(['check', 'none.graph.http']);
    assert.equal(missing.code, 2);
    assert.match(missing.stderr, /none\.graph\.http cannot be read: there is no such file\./);
    await writeFile(join(folder, 'utf16.graph.http'), Buffer.from(`\uFEFF${GOOD}`, 'utf16le'));
    await writeFile(join(folder, 'bare.graph.http'), Buffer.from(GOOD, 'utf16le'));
    for (const command of ['check', 'send']) {
      for (const name of ['utf16.graph.http', 'bare.graph.http']) {
        const { code, stderr } = await run([command, name]);
        assert.equal(code, 2, stderr);
        assert.match(stderr, /cannot be read: it is saved as UTF-16\. Save it as UTF-8\./);
      }
    }
    for (const args of [
      ['check'],
      ['check', 'a', '--format', 'xml'],
      ['unknown'],
      ['check', 'a', '--nope'],
    ]) {
      assert.equal((await run(args)).code, 2, args.join(' '));
    }
  });
});

suite('check of a body in a file of its own', () => {
  test('uses the type in the name', async () => {
    const name = await file('off.agentIdentity.patch.json', '{\n  "accountEnabled": "no",\n  "id": "1"\n}\n');
    const { code, stdout } = await run(['check', name, '--format', 'json']);
    assert.equal(code, 1);
    const found: { line: number; column: number; code: string }[] = JSON.parse(stdout);
    assert.deepEqual(
      found.map(({ line, column }) => [line, column]),
      [
        [2, 21],
        [3, 3],
      ],
    );
  });

  test('is refused without one', async () => {
    const { code, stderr } = await run(['check', await file('plain.json', '{}')]);
    assert.equal(code, 2);
    assert.match(stderr, /agentIdentity\.patch\.json/);
  });
});

suite('send', () => {
  test('reads first what the request refers to, but never changes anything for that', async () => {
    const read = `### Read\n# @name one\nGET ${URL_OF_ONE}\n`;
    const change = `### Change\n${GOOD.replace('From the', '{{one.response.body.$.id}} from the')}`;
    const sent = await run([
      'send',
      await file('chain.graph.http', `${read}\n${change}`),
      '--request',
      'Change',
      '--format',
      'json',
    ]);
    assert.equal(sent.code, 0, sent.stderr);
    assert.equal(
      JSON.parse(sent.stdout).displayName,
      '7fd6431c-431c-7fd6-1c43-d67f1c43d67f from the command line',
    );
    assert.match(sent.stderr, /one: The object was read\./);
    const unsafe = read.replace('GET', 'PATCH').replace('7f1c43d67f\n', '7f1c43d67f\n\n{}\n');
    const refused = await run([
      'send',
      await file('chain.graph.http', `${unsafe}\n${change}`),
      '--request',
      'Change',
    ]);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /^Nothing was sent\./);
  });

  test('does not guess between two requests of one name', async () => {
    const { code, stderr } = await run([
      'send',
      await file('same.graph.http', `### Same\n${GOOD}\n### Same\n${BAD}`),
      '--request',
      'Same',
    ]);
    assert.equal(code, 2);
    assert.match(stderr, /Several requests are called/);
  });

  test('shows notes, and says which environment file cannot be read', async () => {
    await file('http-client.private.env.json', '{"sandbox":{');
    const { code, stderr } = await run(['send', await file('note.graph.http', `# @note Really?\n${GOOD}`)]);
    await rm(join(folder, 'http-client.private.env.json'));
    assert.equal(code, 0);
    assert.match(stderr, /Note: Really\?/);
    assert.match(stderr, /http-client\.private\.env\.json: /);
  });

  test('starts a sandbox, changes the object and prints it', async () => {
    const { code, stdout, stderr } = await run([
      'send',
      await file('good.graph.http', GOOD),
      '--format',
      'json',
    ]);
    assert.equal(code, 0, stderr);
    assert.equal(JSON.parse(stdout).displayName, 'From the command line');
    assert.match(stderr, /The object was changed\./);
  });

  test('prints the error and exits 1 where it is refused', async () => {
    const { code, stdout, stderr } = await run([
      'send',
      await file('bad.graph.http', BAD),
      '--format',
      'json',
    ]);
    assert.equal(code, 1);
    assert.equal(JSON.parse(stdout).error.code, 'Request_BadRequest');
    assert.match(stderr, /400/);
  });

  test('fills references and placeholders with --var, and says which are missing', async () => {
    const text = GOOD.replace('7fd6431c-431c-7fd6-1c43-d67f1c43d67f', '{connectorId}').replace(
      'From the',
      '{{where}}',
    );
    const name = await file('open.graph.http', text);
    const missing = await run(['send', name]);
    assert.equal(missing.code, 1);
    assert.match(missing.stderr, /^Nothing was sent\.\nopen\.graph\.http:\d+:\d+: /);
    const sent = await run([
      'send',
      name,
      '--var',
      'connectorId=7fd6431c-431c-7fd6-1c43-d67f1c43d67f',
      '--var',
      'where=a=b',
      '--format',
      'json',
    ]);
    assert.equal(sent.code, 0, sent.stderr);
    assert.equal(JSON.parse(sent.stdout).displayName, 'a=b command line');
  });

  test('wants to know which of several requests', async () => {
    const name = await file('two.graph.http', `### One\n# @name one\n${GOOD}\n### Two\n${BAD}`);
    const unsure = await run(['send', name]);
    assert.equal(unsure.code, 2);
    assert.match(unsure.stderr, /1 {2}One\n {2}2 {2}Two/);
    assert.equal((await run(['send', name, '--request', 'one'])).code, 0);
    assert.equal((await run(['send', name, '--request', '2'])).code, 1);
    assert.equal((await run(['send', name, '--request', 'three'])).code, 2);
  });

  test('sends nothing to Microsoft Graph without a token, and says how to give one', async () => {
    const name = await file('good.graph.http', GOOD);
    const without = await run(['send', name, '--environment', 'global']);
    assert.equal(without.code, 2);
    assert.match(without.stderr, /--token-env/);
    const empty = await run(['send', name, '--environment', 'global', '--token-env', 'GRAPH_TEST_TOKEN'], {
      GRAPH_TEST_TOKEN: '',
    });
    assert.equal(empty.code, 1);
    assert.match(empty.stdout, /GRAPH_TEST_TOKEN holds no token/);
  });

  test('says that it waits where the service asks to slow down', async () => {
    const text = GOOD.replace('Content-Type', 'x-sandbox-fault: status=429;retry-after=1\nContent-Type');
    const { code, stderr } = await run(['send', await file('slow.graph.http', text)]);
    assert.equal(code, 1);
    const waits = stderr.split('\n').filter((line) => line.includes('Trying again'));
    assert.deepEqual(
      waits,
      [1, 2, 3].map(
        (attempt) => `The service asks to slow down (429). Trying again in 1 s, attempt ${attempt}.`,
      ),
    );
    assert.match(stderr, /Wait a second, then send again/);
  });

  test('exits 3 where nobody knows what came of it', async () => {
    const text = GOOD.replace('Content-Type', 'x-sandbox-fault: reset-after\nContent-Type');
    const { code, stderr } = await run(['send', await file('lost.graph.http', text)]);
    assert.equal(code, 3, stderr);
  });
});

test('sandbox tells its address, is used by others, and ends when it is asked to', async () => {
  const child = spawn(process.execPath, [CLI, 'sandbox', '--port', '0']);
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const line = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk) => resolve(String(chunk))),
  );
  const [, url = ''] = /^Sandbox listening on (http:\/\/127\.0\.0\.1:\d+)\n/.exec(line) ?? [];
  const name = await file('good.graph.http', GOOD);
  assert.equal((await run(['send', name, '--sandbox-url', url])).code, 0);
  const read = await run([
    'send',
    await file('read.graph.http', `GET ${URL_OF_ONE}\n`),
    '--sandbox-url',
    url,
    '--format',
    'json',
  ]);
  assert.equal(JSON.parse(read.stdout).displayName, 'From the command line');
  child.kill('SIGTERM');
  assert.equal(await ended, 0);
});

test('an answer that is no JSON is printed as it is, and gives no orders to the terminal', async () => {
  const page = '<h1>502 Bad Gateway</h1>\n[a: b]\u001b[2J\u001b]0;title\u0007';
  const server = createServer((incoming, outgoing) => {
    const isToken = incoming.url?.startsWith('/oauth2/') === true;
    outgoing.writeHead(isToken ? 200 : 502);
    outgoing.end(isToken ? '{"access_token":"x","username":"x"}' : page);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { stdout } = await run(['send', await file('good.graph.http', GOOD), '--sandbox-url', url]);
  server.close();
  server.closeAllConnections();
  assert.equal(stdout, '<h1>502 Bad Gateway</h1>\n[a: b]\\u001b[2J\\u001b]0;title\\u0007\n');
});

test('a sandbox elsewhere is refused', async () => {
  const name = await file('good.graph.http', GOOD);
  const { code, stdout, stderr } = await run(['send', name, '--sandbox-url', 'http://192.0.2.1:80']);
  assert.notEqual(code, 0);
  assert.match(stdout + stderr, /this computer/);
});

suite('a hostile folder', () => {
  const CLEAR = '\u001b[2J\u001b]0;title\u0007\u009b31m\u202e';
  const isCalm = (text: string) => assert.doesNotMatch(text, /[^\n -\u{10ffff}]|[\u0080-\u009f\u202e]/u);

  test('gives the terminal no orders by titles, names, notes and variables', async () => {
    const one = `### A${CLEAR}\n# @name a${CLEAR}\n# @note Note${CLEAR}\n# @prompt b${CLEAR}\nPATCH ${URL_OF_ONE}?a={{x${CLEAR}}}\n\n{}\n`;
    const several = await file('several.graph.http', `${one}\n${one}`);
    const single = await file('single.graph.http', one);
    await file('http-client.env.json', `{"a${CLEAR}": 1, "sandbox": ${CLEAR}`);
    for (const args of [
      ['send', several],
      ['send', several, '--all'],
      ['send', several, '--request', `A${CLEAR}`],
      ['send', single],
      ['send', single, '--all', '--format', 'json'],
      ['send', `no${CLEAR}`],
      ['check', single],
      ['check', single, '--format', 'json'],
    ]) {
      const { stdout, stderr } = await run(args);
      isCalm(stdout);
      isCalm(stderr);
      assert.notEqual(stdout + stderr, '');
    }
    await rm(join(folder, 'http-client.env.json'));
  });

  test('has pipes, devices and links to them in the place of files, and nothing waits for them', async (t) => {
    if (process.platform === 'win32') {
      t.skip('Windows has no such files');
      return;
    }
    const names = ['http-client.env.json', 'http-client.private.env.json', '.env', 'body.json'];
    for (const make of [
      (path: string) => void execFileSync('mkfifo', [path]),
      (path: string) => symlinkSync('/dev/zero', path),
      (path: string) => symlinkSync('/dev/tty', path),
      (path: string) => symlinkSync(path, path),
      (path: string) => mkdirSync(path),
    ]) {
      for (const name of names) make(join(folder, name));
      mkdirSync(join(folder, '.graph-http/schemas'), { recursive: true });
      make(join(folder, '.graph-http/schemas/a.json'));
      const plain = await run(['send', await file('good.graph.http', GOOD)]);
      assert.equal(plain.code, 0, plain.stderr);
      const pipe = `PATCH ${URL_OF_ONE}\nContent-Type: application/json\n\n< ./body.json\n`;
      const { code, stderr } = await run(['send', await file('pipe.graph.http', pipe)]);
      assert.notEqual(code, 0);
      assert.match(
        stderr,
        /body\.json cannot be read\. Check its name, and that it is a file of at most 16 MB/,
      );
      for (const name of [...names, '.graph-http'])
        await rm(join(folder, name), { recursive: true, force: true });
    }
  });

  test('has files that are far too large, and none is read', async () => {
    for (const name of ['http-client.env.json', '.env', 'body.json']) {
      await file(name, '');
      await truncate(join(folder, name), 3 * 1024 ** 3);
    }
    const plain = await run(['send', await file('good.graph.http', GOOD)]);
    assert.equal(plain.code, 0, plain.stderr);
    const body = `PATCH ${URL_OF_ONE}\nContent-Type: application/json\n\n< ./body.json\n`;
    assert.match((await run(['send', await file('large.graph.http', body)])).stderr, /at most 16 MB/);
    for (const name of ['http-client.env.json', '.env', 'body.json']) await rm(join(folder, name));
  });
});
