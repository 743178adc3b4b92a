import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { Baseline, ObjectState } from '../../../../src/core/send/loop/baseline.ts';
import { changedMeanwhile, meanwhileReport } from '../../../../src/core/send/loop/meanwhile.ts';
import { objectName } from '../../../../src/core/send/loop/objectName.ts';
import { previewChange } from '../../../../src/core/send/loop/preview.ts';
import { reportChange } from '../../../../src/core/send/loop/report.ts';
import { onlyOnSelect, selectFor } from '../../../../src/core/send/loop/select.ts';
import type { JsonObject } from '../../../../src/core/text/jsonValues.ts';
import { rowText, viewText } from '../../../support/changes.ts';
import { plausibleBody, plausibleVehicle } from '../../change/anyObject.ts';
import { vehicle } from '../../change/vehicle.ts';

function read(object: JsonObject): ObjectState {
  return { kind: 'read', object, time: 0 };
}

function refused(patch: JsonObject, before: JsonObject | undefined, now: JsonObject) {
  return { schema: vehicle, patch, base: before && read(before), now: read(now) };
}

function report(patch: JsonObject, before: JsonObject | undefined, after: JsonObject, isAnswered = true) {
  const state = before && read(before);
  return reportChange({ schema: vehicle, patch, before: state, after: read(after), isAnswered });
}

suite('what a change did', () => {
  test('is told in sentences that name the properties', () => {
    const before = { displayName: 'a', state: 'parked', tags: ['x'], guid: '1' };
    const after = { displayName: 'b', state: 'flying', tags: ['x'], guid: '2' };
    const { summary, rows } = report(
      { displayName: 'b', state: 'moving', tags: ['y'], secret: 's' },
      before,
      after,
    );
    assert.equal(
      summary,
      [
        '1 property has the value that was sent.',
        'The service made something else of state.',
        'The value of before is still in tags. The service may need a moment, or ignores it: read the object again.',
        'Changed besides: guid.',
        'Not returned, so not compared: secret.',
      ].join(' '),
    );
    assert.deepEqual(rows.map(rowText), [
      ['displayName', 'as-sent', '["a"]', '["b"]'],
      ['state', 'normalised', '["parked"]', '["flying"]', '["moving"]', '["flying"]', ''],
      ['tags', 'not-made', '{"x"}', '{"x"}', '{only "y"}', '{only "x"}', ''],
      ['secret', 'cannot-tell', 'unknown', 'unknown', 'masked', 'unknown', ''],
      ['guid', 'unexpected', '["1"]', '["2"]'],
    ]);
  });

  test('without an answer is a verdict, more careful where nothing was read before', () => {
    const [a, b] = [
      { displayName: 'a', state: 'parked' },
      { displayName: 'b', state: 'moving' },
    ];
    const said = (before: JsonObject | undefined, after: JsonObject) =>
      report(b, before, after, false).summary;
    assert.match(said(a, b), /^The change was made: /);
    assert.match(said(a, a), /^The change was not made so far: .* It can be sent again\.$/);
    assert.match(said(undefined, b), /or it was so before\.$/);
    assert.match(said(undefined, a), /or somebody changed it since\.$/);
    assert.equal(
      said(a, { displayName: 'b', state: 'parked' }),
      'The change was made in part. The value of before is still in state.',
    );
    assert.match(said(b, b), /makes no difference/);
    assert.match(report({ secret: 's' }, {}, {}, false).summary, /cannot be told/);
  });

  test('is told of a resource that is not known', () => {
    const state = read({ name: 'a', size: 1 });
    const { rows } = reportChange({
      schema: undefined,
      patch: { name: 'b', password: 'hunter2' },
      before: state,
      after: read({ name: 'b', size: 1 }),
      isAnswered: true,
    });
    assert.deepEqual(rows.map(rowText), [
      ['name', 'as-sent', '["a"]', '["b"]'],
      ['password', 'not-made', 'none', 'none', 'masked', 'none', ''],
    ]);
  });

  test('masks what the service repeats of a secret', () => {
    const mask = (text: string) => text.replaceAll('hunter2', '•••');
    const { rows } = reportChange({
      schema: vehicle,
      patch: { displayName: 'x' },
      before: read({ displayName: 'a' }),
      after: read({ displayName: 'it was hunter2' }),
      isAnswered: true,
      mask,
    });
    assert.deepEqual(rows.map(rowText), [
      ['displayName', 'normalised', '["a"]', '["it was •••"]', '["x"]', '["it was •••"]', ''],
    ]);
  });

  test('says what is missing of it', () => {
    const notes = (before: Baseline | undefined, patch: JsonObject = { displayName: 'b' }) =>
      reportChange({ schema: vehicle, patch, before, after: read(patch), isAnswered: true }).notes;
    assert.deepEqual(notes(read({ displayName: 'a' })), []);
    assert.match(notes(undefined)[0] ?? '', /it was not read \(setting graphHttp\.send\.readBefore\)\.$/);
    assert.deepEqual(notes({ kind: 'unread', code: 'x', message: 'It was refused.' }), [
      'What it was before is not known. It was refused.',
    ]);
    const many = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`p${index}`, index]));
    assert.deepEqual(notes(read({}), many), ['Only the first 300 differences are shown.']);
  });

  test('stays small, whatever was changed', () => {
    const words = (seed: number) =>
      Array.from({ length: 3_000 }, (_, index) => ((index * seed) % 7).toString(36)).join(' ');
    const texts = new Map([3, 4, 5].map((seed) => [seed, words(seed)]));
    const object = (seed: number) =>
      Object.fromEntries(
        Array.from({ length: 320 }, (_, index) => [
          `${index}${'n'.repeat(index === 0 ? 50_000 : 5)}`,
          index % 2 === 0 ? texts.get(seed) : texts.get(seed)?.split(' '),
        ]),
      );
    const { rows, summary } = reportChange({
      schema: undefined,
      patch: object(3),
      before: read(object(5)),
      after: read(object(4)),
      isAnswered: true,
    });
    assert.equal(rows.length, 300);
    const { length } = JSON.stringify({ rows, summary });
    assert.ok(length < 4_000_000, `${length} units`);
  });

  test('never shows a secret, whatever is changed', () => {
    const secret = 'S3CR3T-of-the-test';
    fc.assert(
      fc.property(plausibleVehicle, plausibleBody, (object, body) => {
        const engine = { '@odata.type': '#fleet.electric', battery: secret };
        const patch = { ...body, secret, engine, token: secret };
        const shown = [
          report(patch, object, { ...object, token: secret }),
          previewChange(vehicle, patch, read({ ...object, token: `${secret}!` })),
          changedMeanwhile(refused(patch, object, { ...object, token: secret })),
          meanwhileReport(refused(patch, object, { ...object, token: secret })),
        ];
        assert.ok(!JSON.stringify(shown).includes(secret));
      }),
      { numRuns: 200 },
    );
  });
});

suite('what somebody else did meanwhile', () => {
  test('is told of what the change touches, and of nothing else', () => {
    const then = { displayName: 'a', state: 'parked', secret: 's' };
    const said = (now: JsonObject, patch: JsonObject = { displayName: 'c' }) =>
      changedMeanwhile(refused(patch, then, now));
    assert.deepEqual(said({ displayName: 'b', state: 'moving' }), [
      'Changed meanwhile by somebody else: displayName: "a" → "b". Sending this overwrites it.',
    ]);
    assert.deepEqual(said({ displayName: 'c', state: 'moving' }), [
      'Changed meanwhile by somebody else: displayName: "a" → "c". That is what this change wants.',
    ]);
    assert.deepEqual(said({ displayName: 'a', state: 'moving' }), [
      'Somebody has changed the object since, but nothing that this change touches.',
    ]);
    assert.match(changedMeanwhile(refused({}, undefined, then))[0] ?? '', /was not read\.$/);
  });

  test('is held against what was, and what the change wants', () => {
    const then = {
      displayName: 'a',
      state: 'parked',
      tags: ['x'],
      engine: { '@odata.type': '#fleet.combustion', maker: 'm', fuel: 1 },
    };
    const now = {
      displayName: 'b',
      state: 'parked',
      tags: ['x', 'theirs'],
      engine: { '@odata.type': '#fleet.combustion', maker: 'n', fuel: 2 },
    };
    const patch = {
      displayName: 'c',
      state: 'moving',
      tags: ['x', 'mine'],
      engine: { fuel: 2 },
      secret: 's',
      'owner@odata.bind': 'https://graph.microsoft.com/v1.0/users/1',
    };
    const { rows, summary, notes } = meanwhileReport(refused(patch, then, now));
    assert.equal(
      summary,
      'Somebody else has changed the object meanwhile. ' +
        'Sent again, this change overwrites what they set in displayName, tags. ' +
        'They have set what this change wants in engine.fuel. It leaves alone what they set in engine.maker.',
    );
    assert.deepEqual(notes, ['Links are not compared: owner.']);
    assert.deepEqual(
      rows.map(({ path, state, base, theirs, yours }) => [
        path,
        state,
        ...[base, theirs, yours].map(viewText),
      ]),
      [
        ['displayName', 'both', '["a"]', '["b"]', '["c"]'],
        ['state', 'yours', '"parked"', '"parked"', '["moving"]'],
        ['tags', 'both', '{"x"}', '{"x", only "theirs"}', '{"x", only "mine"}'],
        ['engine.maker', 'theirs', '["m"]', '["n"]', '"n"'],
        ['engine.fuel', 'same', '[1]', '[2]', '2'],
        ['secret', 'untold', 'unknown', 'unknown', 'masked'],
      ],
    );
  });

  test('is not told where the object was not read before, and what the change wants is', () => {
    const { rows, summary } = meanwhileReport(refused({ displayName: 'c' }, undefined, { displayName: 'b' }));
    assert.match(summary, /was not read\. The change would give another value to displayName\.$/);
    assert.deepEqual(
      rows.map(({ state, base }) => [state, base.kind]),
      [['untold', 'unknown']],
    );
    const same = meanwhileReport(refused({ displayName: 'c' }, { displayName: 'a' }, { displayName: 'a' }));
    assert.match(same.summary, /nothing that this change touches\. Sent again .* overwrites nobody/);
    assert.deepEqual(
      same.rows.map(({ state }) => state),
      ['yours'],
    );
  });
});

suite('what is read of an object', () => {
  test('is what the body touches and can be read, by its declared names, with the key', () => {
    const patch = { DisplayName: 1, secret: 1, extra: 1, 'a b': 1, 'owner@odata.bind': 'x', engine: {} };
    assert.deepEqual(selectFor(vehicle, patch), ['id', 'displayName', 'extra', 'engine']);
    const closed = { ...vehicle, 'x-graph': { ...vehicle['x-graph'], open: false } };
    assert.deepEqual(selectFor(closed, patch), ['id', 'displayName', 'engine']);
    assert.deepEqual(selectFor(undefined, patch), ['DisplayName', 'secret', 'extra', 'engine']);
    assert.deepEqual(onlyOnSelect(vehicle, { hidden: 1, displayName: 1 }), ['hidden']);
  });

  test('puts nothing into a URL that could be more than a name', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.constant(1)), (patch) => {
        for (const name of selectFor(undefined, patch)) assert.match(name, /^[\p{L}_][\p{L}\p{Nd}_]*$/u);
      }),
    );
  });
});

test('an object is called by the end of its path', () => {
  assert.equal(
    objectName(
      'https://graph.microsoft.com/beta/identity/apiConnectors/7fd6431c-431c-7fd6-1c43-d67f1c43d67f?$select=id',
    ),
    'apiConnectors/7fd6431c…',
  );
  assert.equal(objectName('/v1.0/me'), 'v1.0/me');
});
