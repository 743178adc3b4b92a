import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readSeverities } from '../../../src/core/check/severity.ts';
import { accepts, patch, problemsOf } from './vocabulary.ts';

describe('severities of one’s own', () => {
  it('replace those of a code, and leave others alone', async () => {
    const [key] = await problemsOf(patch('{ "id": "5", "live": true }'), {
      severities: { 'property-key': 'error', 'value-type': 'hint' },
    });
    assert.equal(key?.severity, 'error');
    const [type] = await problemsOf(patch('{ "live": 5 }'), { severities: { 'property-key': 'error' } });
    assert.equal(type?.severity, 'error');
  });

  it('turn a code off', async () => {
    await accepts(patch('{ "id": "5", "live": true }'), { severities: { 'property-key': 'off' } });
  });

  it('count for the note about problems that are not listed', async () => {
    const many = `{ ${Array.from({ length: 250 }, (_, index) => `"x${index}": 1`).join(', ')} }`;
    const codes = async (severities: Readonly<Record<string, string>>) =>
      (await problemsOf(patch(many), { severities })).map(({ code }) => code);
    assert.equal((await codes({ 'too-many-problems': 'off' })).length, 200);
    assert.deepEqual(await codes({ 'property-unknown': 'off' }), []);
  });

  it('are read from anything that a setting can hold', () => {
    for (const value of [undefined, null, 5, 'error', [], ['error'], { nothing: 'error' }]) {
      assert.equal(readSeverities(value).size, 0);
    }
    const mixed = {
      'value-null': 'fatal',
      'value-type': 5,
      __proto__: 'error',
      constructor: 'off',
      'value-enum': 'off',
    };
    assert.deepEqual([...readSeverities(mixed)], [['value-enum', 'off']]);
  });
});
