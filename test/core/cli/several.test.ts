import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { BAD, cliFolder, GOOD, URL_OF_ONE } from './support.ts';

const { run, file } = await cliFolder();

const READ = `GET ${URL_OF_ONE}\n`;
const lost = GOOD.replace('Content-Type', 'x-sandbox-fault: reset-after\nContent-Type');

function blocks(requests: Readonly<Record<string, string>>): string {
  return Object.entries(requests)
    .map(([name, text]) => `### ${name}\n# @name ${name}\n${text}`)
    .join('\n');
}

/** Lines without their times. */
function timeless(text: string): readonly string[] {
  return text
    .replaceAll(/ · \d+(?:\.\d+)? m?s/g, '')
    .trimEnd()
    .split('\n');
}

/** The lines of JSON, a few fields of each. */
function outcomes(stdout: string): readonly string[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map(({ name, outcome, status }) => `${name} ${outcome} ${status ?? ''}`.trim());
}

suite('send --all', () => {
  test('sends every request that is not disabled, prints a line for each and how many were done', async () => {
    const name = await file('all.graph.http', blocks({ one: READ, off: `# @disabled\n${BAD}`, two: GOOD }));
    const { code, stdout, stderr } = await run(['send', name, '--all']);
    assert.equal(code, 0, stderr);
    assert.deepEqual(timeless(stdout), [
      '✓ all.graph.http:3 one  200',
      '✓ all.graph.http:17 two  200',
      'All 2 requests were done.',
    ]);
  });

  test('takes a batch of which a request was refused for refused', async () => {
    const part = (id: string, url: string) => ({ id, method: 'GET', url });
    const [, path = ''] = URL_OF_ONE.split('/beta');
    const batch = (...requests: readonly object[]) =>
      `POST https://graph.microsoft.com/beta/$batch\nContent-Type: application/json\n\n${JSON.stringify({ requests })}\n`;
    const mixed = batch(part('1', path), part('2', '/identity/apiConnectors/none'));
    const name = await file(
      'batch.graph.http',
      blocks({ one: batch(part('1', path)), two: mixed, three: GOOD }),
    );
    const { code, stdout } = await run(['send', name, '--all']);
    assert.equal(code, 1);
    assert.deepEqual(timeless(stdout).slice(1), [
      '✗ batch.graph.http:10 two  200, 1 of 2 refused',
      '– batch.graph.http:17 three  left out',
      '1 of 3 requests was done. “two”: 200, 1 of 2 refused. 1 was not sent.',
    ]);
    const alone = await run(['send', name, '--request', 'two']);
    assert.equal(alone.code, 1, alone.stderr);
    assert.match(alone.stderr, /1 of 2 requests of the batch was refused\./);
    assert.equal((await run(['send', name, '--request', 'one'])).code, 0);
  });

  test('stops at the first that is refused, says why, and exits 1', async () => {
    const name = await file('stop.graph.http', blocks({ one: READ, two: BAD, three: GOOD }));
    const { code, stdout, stderr } = await run(['send', name, '--all']);
    assert.equal(code, 1);
    assert.deepEqual(timeless(stdout), [
      '✓ stop.graph.http:3 one  200',
      '✗ stop.graph.http:7 two  400 Bad Request',
      '– stop.graph.http:16 three  left out',
      '1 of 3 requests was done. “two”: 400 Bad Request. 1 was not sent.',
    ]);
    assert.equal(
      stderr,
      'stop.graph.http:7: The service does not know "displayNam". Correct the name of "displayNam", or remove it. [Request_BadRequest]\n',
    );
  });

  test('--keep-going leaves out only what needs the answer of one that was not done', async () => {
    const needs = `GET ${URL_OF_ONE}?x={{two.response.body.$.id}}\n`;
    const name = await file('go.graph.http', blocks({ two: BAD, needs, three: GOOD }));
    const { code, stdout } = await run(['send', name, '--all', '--keep-going', '--json']);
    assert.equal(code, 1);
    assert.deepEqual(outcomes(stdout), ['two refused 400', 'needs left-out', 'three object 200']);
  });

  test('exits 3 where nobody knows what came of one, and sends nothing behind it', async () => {
    const name = await file('lost.graph.http', blocks({ lost, next: READ }));
    const { code, stdout } = await run(['send', name, '--all', '--json']);
    assert.deepEqual([code, outcomes(stdout)], [3, ['lost unknown', 'next left-out']]);
  });

  test('takes several files in their order, and stops before the next one', async () => {
    const good = await file('good.graph.http', GOOD);
    const bad = await file('bad.graph.http', BAD);
    assert.equal((await run(['send', good, good, '--all'])).code, 0);
    const { code, stdout } = await run(['send', good, bad, good, '--all']);
    assert.equal(code, 1);
    assert.deepEqual(timeless(stdout).slice(-1), [
      `1 of 3 requests was done. “PATCH ${URL_OF_ONE}”: 400 Bad Request. 1 was not sent.`,
    ]);
  });

  test('sends first what another request needs, and never twice', async () => {
    const change = GOOD.replace('From the', '{{read.response.body.$.id}} from the');
    const again = `GET ${URL_OF_ONE}?x={{change.response.body.$.displayName}}\n`;
    const name = await file('chain.graph.http', blocks({ change, read: READ, again }));
    const { code, stdout, stderr } = await run(['send', name, '--all', '--json']);
    assert.equal(code, 0, stderr);
    assert.deepEqual(outcomes(stdout), ['read object 200', 'change object 200', 'again object 200']);
    assert.doesNotMatch(stderr, /read: /);
    assert.match(stdout, /"displayName":"7fd6431c-431c-7fd6-1c43-d67f1c43d67f from the command line"/);
  });

  test('says which requests need one another, and sends nothing', async () => {
    const needs = (other: string) => `GET ${URL_OF_ONE}?x={{${other}.response.body.$.id}}\n`;
    const name = await file('circle.graph.http', blocks({ a: needs('b'), b: needs('a') }));
    const { code, stdout, stderr } = await run(['send', name, '--all']);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /a, b need one another’s answers/);
  });

  test('says what a request lacks, where it is, and counts it as not sent', async () => {
    const name = await file('lacks.graph.http', blocks({ one: READ, two: GOOD.replace('From', '{{who}}') }));
    const { code, stdout, stderr } = await run(['send', name, '--all', '--json']);
    assert.deepEqual([code, outcomes(stdout)], [1, ['one object 200', 'two not-sent']]);
    assert.match(stderr, /^lacks\.graph\.http:11:\d+: There is no variable who\./m);
  });
});

suite('send --request, more than once', () => {
  test('sends what is named, in the order given unless one needs another', async () => {
    const needs = `GET ${URL_OF_ONE}?x={{c.response.body.$.id}}\n`;
    const name = await file('some.graph.http', blocks({ a: READ, b: needs, c: GOOD, d: BAD }));
    const { code, stdout, stderr } = await run([
      'send',
      name,
      '--name',
      'b',
      '--request',
      '3',
      '--name',
      'a',
      '--json',
    ]);
    assert.equal(code, 0, stderr);
    assert.deepEqual(outcomes(stdout), ['c object 200', 'b object 200', 'a object 200']);
  });

  test('never makes a change that was not named', async () => {
    const needs = `GET ${URL_OF_ONE}?x={{c.response.body.$.id}}\n`;
    const name = await file('unnamed.graph.http', blocks({ a: READ, b: needs, c: GOOD }));
    const { code, stdout } = await run(['send', name, '--name', 'a', '--name', 'b', '--json']);
    assert.deepEqual([code, outcomes(stdout)], [1, ['a object 200', 'b not-sent']]);
  });
});

suite('send --json', () => {
  test('prints a line of JSON for one request too', async () => {
    const name = await file('one.graph.http', GOOD);
    const { code, stdout } = await run(['send', name, '--json']);
    const { duration, requestId, body, ...rest } = JSON.parse(stdout);
    assert.deepEqual(
      [code, rest],
      [
        0,
        {
          file: 'one.graph.http',
          line: 1,
          request: `PATCH ${URL_OF_ONE}`,
          method: 'PATCH',
          url: rest.url,
          environment: 'sandbox',
          outcome: 'object',
          status: 200,
        },
      ],
    );
    assert.ok(duration > 0 && requestId !== '' && body.displayName === 'From the command line');
  });

  test('says code and message of a refusal', async () => {
    const { stdout } = await run(['send', await file('bad.graph.http', BAD), '--json']);
    const { outcome, status, code, message } = JSON.parse(stdout);
    assert.deepEqual([outcome, status, code], ['refused', 400, 'Request_BadRequest']);
    assert.match(message, /displayNam/);
  });
});
