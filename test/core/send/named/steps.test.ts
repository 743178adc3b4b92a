import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { readSteps } from '../../../../src/core/send/named/steps.ts';

suite('the path to a property', () => {
  test('is read as services write it', () => {
    const reads = (text: string, steps: readonly string[] | undefined) =>
      assert.deepEqual(readSteps(text), steps, text);
    reads('displayName', ['displayName']);
    reads('state/deviceErrorCode', ['state', 'deviceErrorCode']);
    reads('/state/deviceErrorCode', ['state', 'deviceErrorCode']);
    reads('#/state/deviceErrorCode', ['state', 'deviceErrorCode']);
    reads('identity.name', ['identity', 'name']);
    reads('$.identity.name', ['identity', 'name']);
    reads("$['identity']['name']", ['identity', 'name']);
    reads('passwordCredentials[0].startDateTime', ['passwordCredentials', '0', 'startDateTime']);
    reads('passwordCredentials/0/startDateTime', ['passwordCredentials', '0', 'startDateTime']);
    reads('authenticationConfiguration/@odata.type', ['authenticationConfiguration', '@odata.type']);
    reads('authenticationConfiguration.@odata.type', ['authenticationConfiguration', '@odata.type']);
    reads('state.members@odata.bind', ['state', 'members@odata.bind']);
    reads('members@odata.bind', ['members@odata.bind']);
    reads('microsoft.graph.user/displayName', ['displayName']);
    reads('manager/#microsoft.graph.user/id', ['manager', 'id']);
  });

  test('is nothing else', () => {
    for (const text of [
      '',
      ' ',
      '$',
      '/',
      'has spaces',
      'a,b',
      'name:',
      'filter=(x eq 1)',
      '<script>',
      'a[b]',
      "a['b",
      `${'a/'.repeat(300)}a`,
    ]) {
      assert.equal(readSteps(text), undefined, text);
    }
  });

  test('is read from any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const steps = readSteps(text);
        return steps === undefined || (steps.length > 0 && steps.every((step) => step !== ''));
      }),
    );
  });
});
