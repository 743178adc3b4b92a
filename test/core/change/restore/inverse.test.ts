import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { builtinSchemas } from '../../../../src/core/catalog/builtin.ts';
import type { ResourceSchema } from '../../../../src/core/catalog/schema.ts';
import { inversePatch } from '../../../../src/core/change/restore/inverse.ts';
import type { JsonObject } from '../../../../src/core/text/jsonValues.ts';
import { vehicle } from '../vehicle.ts';

async function schemaOf(title: string): Promise<ResourceSchema> {
  const schema = (await builtinSchemas()).find((each) => each.title === title);
  assert.ok(schema, title);
  return schema;
}

/** What undoes `patch`, as text: the body, then what is lost. */
function undoes(
  patch: JsonObject,
  object: JsonObject,
  selected?: readonly string[],
  schema = vehicle,
): unknown[] {
  const { body, lost } = inversePatch(schema, patch, { object, ...(selected ? { selected } : {}) });
  return [body, ...lost.map(({ path, reason, needed }) => `${path}: ${reason}${needed ? ', needed' : ''}`)];
}

suite('the inverse of a patch', () => {
  test('has the values of before, and null for what was not there', () => {
    assert.deepEqual(
      undoes({ displayName: 'b', state: 'moving', extra: 1 }, { displayName: 'a', state: null }),
      [{ displayName: 'a', state: null, extra: null }],
    );
  });

  test('leaves out what was as it is, and what cannot be set', () => {
    assert.deepEqual(undoes({ displayName: 'a', id: '2', modified: 'x' }, { displayName: 'a', id: '1' }), [
      {},
    ]);
  });

  test('has of a complex value what was changed of it, and collections whole', () => {
    const before = { engine: { maker: 'a', cooling: { liquid: 'w', fan: 'f' } }, tags: ['x'] };
    assert.deepEqual(undoes({ engine: { cooling: { fan: 'g' } }, tags: ['y', 'z'] }, before), [
      { engine: { cooling: { fan: 'f' } }, tags: ['x'] },
    ]);
  });

  test('gives a value its former type back, without what it has now', () => {
    const before = { engine: { '@odata.type': '#fleet.combustion', maker: 'a', fuel: 'f' } };
    assert.deepEqual(undoes({ engine: { '@odata.type': 'fleet.electric', power: 'p' } }, before), [
      { engine: { '@odata.type': '#fleet.combustion', maker: 'a', fuel: 'f', power: null } },
    ]);
  });

  test('names what is lost, and why', () => {
    assert.deepEqual(
      undoes(
        { secret: 'x', hidden: 'y', tags: ['t'], 'owner@odata.bind': 'u', displayName: 'n' },
        { displayName: '•••' },
      ),
      [{}, 'owner: link', 'secret: write-only', 'hidden: not-read', 'tags: had-none', 'displayName: masked'],
    );
    assert.deepEqual(undoes({ displayName: 'b' }, {}, ['id']), [{}, 'displayName: not-read']);
  });

  test('asks for a password again where the value around it is replaced whole', async () => {
    const schema = await schemaOf('identityApiConnector');
    const basic = { '@odata.type': '#microsoft.graph.basicAuthentication', username: 'a' };
    assert.deepEqual(
      undoes(
        { authenticationConfiguration: { ...basic, username: 'b', password: 'new' } },
        { authenticationConfiguration: basic },
        undefined,
        schema,
      ),
      [{ authenticationConfiguration: basic }, 'authenticationConfiguration.password: write-only, needed'],
    );
  });

  test('does not touch a value of which only the password was changed: that would clear it', async () => {
    const schema = await schemaOf('identityApiConnector');
    const basic = { '@odata.type': '#microsoft.graph.basicAuthentication', username: 'a' };
    assert.deepEqual(
      undoes(
        { authenticationConfiguration: { ...basic, password: 'new' } },
        { authenticationConfiguration: basic },
        undefined,
        schema,
      ),
      [{}, 'authenticationConfiguration.password: write-only'],
    );
  });

  test('cannot put back an uploaded certificate: what is returned of it is another form', async () => {
    const schema = await schemaOf('identityApiConnector');
    const read = { '@odata.type': '#microsoft.graph.clientCertificateAuthentication', certificateList: [] };
    assert.deepEqual(
      undoes({ authenticationConfiguration: null }, { authenticationConfiguration: read }, undefined, schema),
      [{}, 'authenticationConfiguration: read-form'],
    );
  });

  test('survives values that are nested deeper than anything', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    assert.deepEqual(undoes({ extra: deep, displayName: 'b' }, { displayName: 'a' }), [
      { displayName: 'a' },
      'extra: too-deep',
    ]);
  });
});
