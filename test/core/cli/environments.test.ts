import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { BAD, cliFolder, GOOD } from './support.ts';

const { run, file } = await cliFolder();
const TOKEN = `x.${Buffer.from('{"upn":"adele@contoso.com"}').toString('base64url')}.y`;

suite('the environment of a call', () => {
  test('is any cloud: a URL of another one is a problem, and is never sent', async () => {
    const name = await file('good.graph.http', GOOD);
    const checked = await run(['check', name, '--environment', 'china']);
    assert.match(checked.stdout, /the environment is China \(21Vianet\), microsoftgraph\.chinacloudapi\.cn/);
    const sent = await run(['send', name, '--environment', 'us-gov', '--token-env', 'T'], { T: TOKEN });
    assert.equal(sent.code, 1);
    assert.match(sent.stdout, /url-other-cloud/);
  });

  test('can be one’s own, from a file', async () => {
    const own = await file(
      'own.json',
      JSON.stringify([{ id: 'test', label: 'Contoso test', baseUrl: 'https://graph.contoso.example' }]),
    );
    const name = await file('own.graph.http', GOOD.replace('graph.microsoft.com', 'graph.contoso.example'));
    const call = ['check', name, '--environment', 'test', '--environments', own];
    assert.deepEqual((await run(call)).stdout, '0 errors, 0 warnings, 0 notes\n');
    const elsewhere = await run(['check', name, '--environment', 'global']);
    assert.match(elsewhere.stdout, /host-unknown/);
    const needsToken = await run(['send', name, '--environment', 'test', '--environments', own]);
    assert.match(needsToken.stderr, /Contoso test needs a token.*--token-env.*--token-command/);
  });

  test('that is not there, or not usable, is said', async () => {
    const name = await file('bad.graph.http', BAD);
    for (const command of ['check', 'send']) {
      const { code, stderr } = await run([command, name, '--environment', 'mars']);
      assert.equal(code, 2);
      assert.match(stderr, /no environment “mars”\. There are sandbox, global, us-gov/);
    }
    const own = await file('loop.json', JSON.stringify([{ id: 'a', baseUrl: 'https://localhost' }]));
    const refused = await run(['check', name, '--environments', own]);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /loop\.json: The environment “a” is left out/);
    const missing = await run(['check', name, '--environments', 'nowhere.json']);
    assert.equal(missing.code, 2);
    assert.match(missing.stderr, /cannot be read from nowhere\.json/);
  });

  test('has variables of its own, and those of a part that is named', async () => {
    await file(
      'http-client.env.json',
      JSON.stringify({ $shared: { a: 's' }, dev: { name: 'd' }, sandbox: { other: 'o' } }),
    );
    const name = await file(
      'variables.graph.http',
      GOOD.replace('From the command line', '{{name}} {{other}}'),
    );
    const without = await run(['check', name]);
    assert.match(without.stdout, /no variable name\. The environment file has it for dev: select those/);
    assert.equal((await run(['check', name, '--variables', 'dev'])).code, 0);
    const sent = await run(['send', name, '--variables', 'dev']);
    assert.match(sent.stdout, /"displayName": "d o"/);
  });
});

suite('a token command of a call', () => {
  test('gives the token; what it prints is shown nowhere', async () => {
    const name = await file('good.graph.http', GOOD);
    const script = await file('token.mjs', `console.log(${JSON.stringify(TOKEN)})`);
    const proxy = { HTTPS_PROXY: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9', NO_PROXY: '' };
    const command = `"${process.execPath}" ${script}`;
    const call = ['send', name, '--environment', 'global', '--token-command', command];
    const { code, stdout, stderr } = await run(call, proxy);
    assert.equal(code, 1);
    assert.match(stderr, /proxy/, 'it got as far as the connection');
    assert.ok(!`${stdout}${stderr}`.includes(TOKEN));
  });

  test('that gives none ends the call', async () => {
    const name = await file('good.graph.http', GOOD);
    const script = await file('fail.mjs', "console.error('Please run az login'); process.exitCode = 1");
    const call = ['send', name, '--environment', 'global', '--token-command'];
    const failed = await run([...call, `"${process.execPath}" ${script}`]);
    assert.equal(failed.code, 1);
    assert.match(failed.stdout, /token-command-failed/);
    assert.match(failed.stderr + failed.stdout, /Please run az login/);
    assert.match((await run([...call, '"open'])).stdout, /token-command-missing/);
  });
});
