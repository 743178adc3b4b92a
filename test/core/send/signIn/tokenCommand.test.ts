import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { GLOBAL } from '../../../../src/core/environments.ts';
import { UserError } from '../../../../src/core/errors.ts';
import {
  readCommand,
  runTokenCommand,
  splitCommand,
  type TokenCommandOptions,
} from '../../../../src/core/send/signIn/tokenCommand.ts';

const scopes = ['https://graph.microsoft.com/User.Read', 'https://graph.microsoft.com/Mail.Read'];
const claims = (value: object) => `x.${Buffer.from(JSON.stringify(value)).toString('base64url')}.y`;
const TOKEN = claims({ upn: 'adele@contoso.com', tid: 'tenant', exp: 4_000_000_000 });

/** Runs a script of Node.js as the command. */
function run(script: string, options?: TokenCommandOptions, ...words: readonly string[]) {
  return runTokenCommand(
    [process.execPath, '-e', script, ...words],
    { environment: GLOBAL, scopes },
    options,
  );
}

/** The command gives no token, for this reason; the token is not in it. */
async function fails(running: Promise<unknown>, code: string, says: RegExp): Promise<void> {
  const error = await running.then(
    () => assert.fail('it gave a token'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof UserError, String(error));
  assert.equal(error.code, code);
  assert.match(error.message, says);
  assert.ok(!error.message.includes(TOKEN));
}

suite('a command line', () => {
  test('is cut into words as a shell does, without any expansion', () => {
    assert.deepEqual(splitCommand('  az account  get-access-token --resource {resource} '), [
      'az',
      'account',
      'get-access-token',
      '--resource',
      '{resource}',
    ]);
    assert.deepEqual(splitCommand(`"C:\\Program Files\\az.cmd" 'a "b"' "c 'd'" e"f g"h ""`), [
      'C:\\Program Files\\az.cmd',
      'a "b"',
      "c 'd'",
      'ef gh',
      '',
    ]);
    assert.deepEqual(splitCommand('a\\ b "c\\"d" $HOME `x` ; | > y'), [
      'a b',
      'c"d',
      '$HOME',
      '`x`',
      ';',
      '|',
      '>',
      'y',
    ]);
    for (const broken of ['', '   ', '"a', "a 'b"]) assert.equal(splitCommand(broken), undefined, broken);
  });

  test('can be written for any words', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (words) => {
        const line = words.map((word) => `"${word.replace(/["'\\ ]/g, '\\$&')}"`).join(' ');
        assert.deepEqual(splitCommand(line), words);
      }),
    );
  });

  test('is read from a setting as a line or a list', () => {
    assert.deepEqual(readCommand('a b'), ['a', 'b']);
    assert.deepEqual(readCommand(['a', 'b c']), ['a', 'b c']);
    for (const none of [undefined, 7, [], [''], ['a', 7], {}]) assert.equal(readCommand(none), undefined);
  });
});

suite('a token command', () => {
  test('prints the token alone, or as Azure CLI and OAuth do', async () => {
    for (const output of [
      `${TOKEN}\n`,
      JSON.stringify({ accessToken: TOKEN, expiresOn: '2100-01-01' }),
      JSON.stringify({ token_type: 'Bearer', access_token: TOKEN }),
    ]) {
      assert.deepEqual(await run(`process.stdout.write(${JSON.stringify(output)})`), {
        value: TOKEN,
        account: 'adele@contoso.com',
        tenant: 'tenant',
      });
    }
    assert.equal((await run(`console.log('opaque-token')`)).account, 'the token of a command');
  });

  test('is told what the token is for, and starts no shell', async () => {
    const echo = 'console.log(process.argv.slice(1).map((word) => word.replaceAll(" ", "_")).join("!"))';
    const { value } = await run(echo, {}, '{resource}', '{scopes}', '$(touch x)', '; ls');
    assert.equal(value, ['https://graph.microsoft.com', scopes.join('_'), '$(touch_x)', ';_ls'].join('!'));
  });

  test('that prints no token is refused, without what it printed', async () => {
    for (const output of [
      '',
      'two words',
      `${TOKEN}\n${TOKEN}`,
      '{}',
      '{"accessToken":7}',
      '{broken',
      'é'.repeat(20),
    ]) {
      await fails(
        run(`process.stdout.write(${JSON.stringify(output)})`),
        'token-command-output',
        /printed no token/,
      );
    }
    const old = claims({ exp: 1_000_000_000 });
    await fails(run(`console.log(${JSON.stringify(old)})`), 'token-command-output', /expired/);
    await fails(run(`console.log('x'.repeat(200_000))`), 'token-command-output', /printed no token/);
  });

  test('that fails says why, without the token', async () => {
    const script = `console.error('Run az login, not ${TOKEN}'); console.log('${TOKEN}'); process.exitCode = 3`;
    await fails(run(script), 'token-command-failed', /exit code 3\)\. It said: Run az login, not •••/);
    await fails(run('process.exitCode = 1'), 'token-command-failed', /It said nothing/);
    const missing = runTokenCommand(['no-such-program-anywhere'], { environment: GLOBAL, scopes });
    await fails(missing, 'token-command-missing', /no program “no-such-program-anywhere”/);
  });

  test('that takes too long, or is cancelled, is ended', async () => {
    const wait = 'setTimeout(() => {}, 60_000)';
    await fails(run(wait, { timeout: 300 }), 'token-command-timeout', /It must not ask anything/);
    const abort = new AbortController();
    const running = run(wait, { signal: abort.signal });
    abort.abort(new Error('enough'));
    await assert.rejects(running, /enough/);
    await assert.rejects(run(wait, { signal: AbortSignal.abort(new Error('before')) }), /before/);
  });
});
