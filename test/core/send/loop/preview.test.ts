import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { builtinSchemas } from '../../../../src/core/catalog/builtin.ts';
import type { ResourceSchema } from '../../../../src/core/catalog/schema.ts';
import { readObject } from '../../../../src/core/change/exact.ts';
import { isAnnotation, isObject } from '../../../../src/core/change/json.ts';
import { presentObject } from '../../../../src/core/sandbox/objects/present.ts';
import type { ObjectState } from '../../../../src/core/send/loop/baseline.ts';
import { previewChange } from '../../../../src/core/send/loop/preview.ts';
import { selectFor } from '../../../../src/core/send/loop/select.ts';
import { redactBody } from '../../../../src/core/send/mask/redactBody.ts';
import type { JsonObject } from '../../../../src/core/text/jsonValues.ts';
import { plausibleBody, plausibleVehicle } from '../../change/anyObject.ts';
import { vehicle } from '../../change/vehicle.ts';
import { startFleet, VEHICLE } from '../../sandbox/fleet.ts';

function state(object: JsonObject, more: Partial<ObjectState> = {}): ObjectState {
  return { kind: 'read', object, time: 0, etag: 'W/"1"', selected: ['id'], ...more };
}

function previews(patch: JsonObject, object: JsonObject, schema: ResourceSchema | undefined = vehicle) {
  const selected = selectFor(schema, patch);
  const { before, after, notes, isIdle } = previewChange(schema, patch, state(object, { selected }));
  return { before: JSON.parse(before), after: JSON.parse(after), notes: notes.slice(0, -1), isIdle };
}

suite('the preview of a change', () => {
  test('has what the body touches, before and after, and nothing else', () => {
    const object = { id: '1', displayName: 'a', engine: { maker: 'm', cooling: { fan: 'f' } }, tags: ['x'] };
    assert.deepEqual(previews({ DISPLAYNAME: 'b', engine: { cooling: { fan: 'g' } } }, object), {
      before: { displayName: 'a', engine: { maker: 'm', cooling: { fan: 'f' } } },
      after: { displayName: 'b', engine: { maker: 'm', cooling: { fan: 'g' } } },
      notes: [],
      isIdle: false,
    });
  });

  test('has numbers as they were written', () => {
    const read = (text: string) => readObject(text) ?? {};
    const object = read('{"size":12345678901234567890,"list":[1.10]}');
    const { before, after } = previewChange(vehicle, read('{"size":12345678901234567891}'), state(object));
    assert.match(before, /"size": 12345678901234567890\n/);
    assert.match(after, /"size": 12345678901234567891\n/);
  });

  test('names what would not change, what cannot be set, what is linked, and what is not returned', () => {
    const object = { id: '1', displayName: 'a', state: 'parked' };
    const patch = {
      id: '2',
      displayName: 'a',
      secret: 's',
      state: 'unknownFutureValue',
      'owner@odata.bind': 'u',
    };
    const { after, notes } = previews(patch, object);
    assert.deepEqual(after, { id: '1', displayName: 'a', secret: '•••' });
    assert.deepEqual(notes, [
      'Would not change, because the value is the same: displayName.',
      'Would be set; the value of now is not returned: secret.',
      'Cannot be set by PATCH, so the service refuses or ignores it: id.',
      'Would be linked; links are not shown here: owner.',
      'Counts as left out, because unknownFutureValue is no value to set: state.',
    ]);
  });

  test('says what a value that is replaced whole would lose', async () => {
    const schema = (await builtinSchemas()).find(({ title }) => title === 'identityApiConnector');
    const basic = { '@odata.type': '#microsoft.graph.basicAuthentication', username: 'u' };
    const { after, notes } = previews(
      {
        authenticationConfiguration: { '@odata.type': '#microsoft.graph.basicAuthentication', password: 'p' },
      },
      { authenticationConfiguration: basic },
      schema,
    );
    assert.deepEqual(after, {
      authenticationConfiguration: { '@odata.type': '#microsoft.graph.basicAuthentication', password: '•••' },
    });
    assert.deepEqual(notes, [
      'Would be set; the value of now is not returned: authenticationConfiguration.password.',
      'Would be lost, because the service replaces the value around it whole: authenticationConfiguration.username.',
    ]);
  });

  test('says so where nothing would change', () => {
    const preview = previews({ displayName: 'a', tags: ['x'] }, { displayName: 'a', tags: ['x'] });
    assert.equal(preview.isIdle, true);
    assert.equal(preview.notes[0], 'Nothing would change.');
  });

  test('takes a resource that is not known as OData has it', () => {
    const object = { name: 'a', nested: { one: 1, two: 2 }, list: [1] };
    const { after, notes } = previewChange(
      undefined,
      { name: null, nested: { one: 3 }, list: [2] },
      state(object, { selected: ['name', 'nested', 'list'] }),
    );
    assert.deepEqual(JSON.parse(after), { name: null, nested: { one: 3, two: 2 }, list: [2] });
    assert.match(notes[0] ?? '', /does not know this resource/);
  });

  test('says whether somebody else’s change would be noticed, and whether the whole object was read', () => {
    const { etag: _, selected: __, ...bare } = state({ displayName: 'a' });
    const notes = previewChange(vehicle, { displayName: 'b' }, bare).notes;
    assert.deepEqual(notes, [
      'The service does not select single properties here, so the whole object was read.',
      'The service gave no entity tag: a change that somebody else makes meanwhile is not noticed.',
    ]);
    assert.match(previewChange(vehicle, { displayName: 'b' }, state({})).notes.at(-1) ?? '', /If-Match/);
  });

  test('lets no name of the body break out of its line', () => {
    const { notes } = previews({ 'a\nb': null, displayName: 'x' }, { displayName: 'x' });
    for (const line of notes) assert.doesNotMatch(line, /\n/);
  });

  test('survives what is nested deeper than anything', () => {
    const deep: unknown = JSON.parse(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`);
    assert.deepEqual(previewChange(vehicle, { extra: deep }, state({})).before, '{}');
  });
});

/** A value without null members: those are the same as absent ones. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([name, member]) => member !== null && !isAnnotation(name));
  return Object.fromEntries(kept.map(([name, member]) => [name, withoutNulls(member)]));
}

test('the preview of any change is what the sandbox makes of it', async (t) => {
  let object: JsonObject = {};
  const fleet = await startFleet({}, { behaviour: { readOnly: 'ignore' } });
  t.after(() => fleet.sandbox.close());
  let changed = 0;
  await fc.assert(
    fc.asyncProperty(plausibleVehicle, plausibleBody, async (first, body) => {
      const patch = withoutTime(body);
      fc.pre((await fleet.send(`PATCH ${VEHICLE}`, { body: withoutTime(first) })).status < 400);
      const names = selectFor(vehicle, patch);
      const read = async () => (await fleet.accepts(`GET ${VEHICLE}?$select=${names.join(',')}`)).json;
      object = await read();
      const preview = previewChange(vehicle, patch, state(object, { selected: names }));
      fc.pre((await fleet.send(`PATCH ${VEHICLE}`, { body: patch })).status < 400);
      const after = await read();
      const shown = JSON.parse(preview.after) as JsonObject;
      const visible = presentObject(vehicle, shown, {
        selected: new Set(Object.keys(shown)),
        unknownEnumMembers: true,
      });
      const { id: _, ...stored } = JSON.parse(redactBody(JSON.stringify(after), vehicle));
      assert.deepEqual(withoutNulls(visible), withoutNulls(stored));
      if (preview.before !== preview.after) changed++;
    }),
    { numRuns: 150 },
  );
  assert.ok(changed > 50, `${changed} of them change something`);
});

/** The service sets the time of the last change itself. */
function withoutTime(object: JsonObject): JsonObject {
  const { modified: _, ...rest } = object;
  return rest;
}
