import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { CLOUDS, GLOBAL } from '../../../../src/core/environments.ts';
import { explainOutcome } from '../../../../src/core/send/explain/explain.ts';
import { SIGN_IN_FACTS, signInFact } from '../../../../src/core/send/signIn/signInCodes.ts';
import {
  explainSignIn,
  providerMissing,
  signInCancelled,
  signInFailed,
  signInNeeded,
  sovereignSettingDiffers,
  tokenCommandInvalid,
  tokenCommandUntrusted,
} from '../../../../src/core/send/signIn/signInFailures.ts';

/** What a person sees of a failed sign-in: the message, what is behind it, and the buttons. */
function seen(words: string) {
  const { code, message } = signInFailed(GLOBAL, words);
  const explanation = explainOutcome(
    { kind: 'not-sent', code, message },
    { environment: GLOBAL, scopes: [] },
  );
  assert.ok(explanation);
  return { ...explanation, actions: explanation.actions.map(({ action }) => action) };
}

suite('a failed sign-in', () => {
  test('of the codes that people meet is explained with its way out', () => {
    const expected: Readonly<Record<number, readonly [RegExp, string]>> = {
      65002: [/graphHttp\.signIn\.clientId/, 'sign-in-settings'],
      50011: [/https:\/\/vscode\.dev\/redirect and http:\/\/localhost/, 'sign-in-settings'],
      65001: [/administrator/, 'choose-permission'],
      700016: [/does not know the application/, 'sign-in-settings'],
      90002: [/graphHttp\.signIn\.tenant/, 'sign-in-settings'],
      50020: [/does not exist in the tenant/, 'select-account'],
      50105: [/assign/, 'select-account'],
      53003: [/Conditional Access/, 'select-account'],
      50076: [/second factor/, 'send-again'],
      7000218: [/public client/, 'sign-in-settings'],
      900439: [/another cloud/, 'select-environment'],
      70043: [/expired/, 'send-again'],
    };
    for (const [code, [says, action]] of Object.entries(expected)) {
      const {
        code: shown,
        message,
        cause,
        advice,
        actions,
      } = seen(`AADSTS${code}: Words of the service.\r\nTrace ID: 1`);
      assert.equal(shown, `AADSTS${code}`);
      assert.match(`${message} ${cause} ${advice.join(' ')}`, says, code);
      assert.match(message, /^Nothing was sent: .*The sign-in said: AADSTS\d+: Words of the service\.$/);
      assert.equal(actions[0], action, code);
    }
  });

  test('has one explanation for each code', () => {
    const codes = SIGN_IN_FACTS.flatMap((fact) => fact.codes);
    assert.equal(codes.length, new Set(codes).size);
    assert.ok(codes.length >= 60, String(codes.length));
    for (const { codes: own, cause, advice } of SIGN_IN_FACTS) {
      assert.ok(advice.length > 0 && own.every((code) => signInFact(code)?.cause === cause));
      for (const sentence of [cause, ...advice]) assert.match(sentence, /^[A-Z].*[.]$/);
    }
  });

  test('of another kind is told apart: cancelled, offline, no provider, and the rest', () => {
    for (const words of [
      'User did not consent to login.',
      'Cancelled',
      'user_canceled: The flow was canceled',
    ]) {
      assert.equal(seen(words).code, 'sign-in-cancelled', words);
    }
    assert.equal(seen('network_error: Network request failed').code, 'sign-in-offline');
    assert.equal(seen('getaddrinfo ENOTFOUND login.microsoftonline.com').code, 'sign-in-offline');
    assert.equal(
      seen('Timed out waiting for authentication provider ‘x’ to register.').code,
      'sign-in-provider',
    );
    assert.equal(seen('Something else').code, 'sign-in-failed');
    const unknown = seen('AADSTS99999999: New.');
    assert.equal(unknown.code, 'AADSTS99999999');
    assert.match(unknown.message, /AADSTS99999999: New\./);
  });

  test('never shows what looks like a token', () => {
    const token = `eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1.${'eyJ0eXAiOiJK'.repeat(3)}.${'abc'.repeat(20)}`;
    for (const words of [`bad ${token}`, `Bearer ${token} is bad`]) {
      assert.ok(!signInFailed(GLOBAL, words).message.includes(token));
    }
    assert.ok(signInFailed(GLOBAL, 'x'.repeat(5000)).message.length < 700);
  });

  test('of our own kinds leads somewhere', () => {
    const bleu = CLOUDS.at(-3) ?? GLOBAL;
    const failures = [
      signInCancelled(GLOBAL),
      signInNeeded(GLOBAL),
      providerMissing(GLOBAL),
      sovereignSettingDiffers(bleu, 'Set it.'),
      tokenCommandUntrusted(GLOBAL),
      tokenCommandInvalid(GLOBAL),
    ];
    for (const { code, message } of failures) {
      assert.ok(explainSignIn(code), code);
      assert.match(message, /\.$/);
    }
    assert.equal(explainSignIn('url-host'), undefined);
    assert.equal(explainSignIn('toString'), undefined);
  });
});
