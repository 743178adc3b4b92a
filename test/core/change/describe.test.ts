import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeObject } from '../../../src/core/change/describe.ts';
import type { ObjectRow, RowValue } from '../../../src/core/change/rows.ts';
import type { JsonObject } from '../../../src/core/send/outcome.ts';
import { vehicle } from './vehicle.ts';

/** A table as text: `name: value`, marks in brackets, nested rows indented by two spaces. */
function table(object: JsonObject, sent?: JsonObject): string[] {
  return describeObject(vehicle, object, sent).flatMap((row) => lines(row, ''));
}

function lines(row: ObjectRow, indent: string): string[] {
  const marks = [row.change, row.secret && 'secret', row.readOnly && 'read-only'].filter(Boolean);
  const head = `${indent}${row.name}: ${text(row.value)}${marks.length > 0 ? ` [${marks.join(', ')}]` : ''}`;
  return [head, ...inner(row.value).flatMap((child) => lines(child, `${indent}  `))];
}

function inner(value: RowValue): readonly ObjectRow[] {
  return value.kind === 'object' || value.kind === 'collection' ? value.rows : [];
}

function text(value: RowValue): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'null':
      return 'null';
    case 'object':
      return '{}';
    case 'collection':
      return `[${value.count}]`;
  }
}

function row(object: JsonObject, name: string, sent?: JsonObject): ObjectRow {
  const found = describeObject(vehicle, object, sent).find((each) => each.name === name);
  assert.ok(found, `no row called ${name}`);
  return found;
}

describe('rows of an object', () => {
  it('keep the order of the object, annotations last', () => {
    assert.deepEqual(table({ '@odata.etag': 'W/"1"', tags: ['a', null], id: '1', engine: { maker: 'x' } }), [
      'tags: [2]',
      '  [0]: a',
      '  [1]: null',
      'id: 1 [read-only]',
      'engine: {}',
      '  maker: x',
      '@odata.etag: W/"1"',
    ]);
  });

  it('have paths that can be copied', () => {
    const [attributes] = describeObject(vehicle, { attributes: { 'a b': [{ 'x"y': 1 }] } });
    const paths: string[] = [];
    const walk = (rows: readonly ObjectRow[]): void => {
      for (const each of rows) {
        paths.push(each.path);
        walk(inner(each.value));
      }
    };
    walk(attributes ? [attributes] : []);
    assert.deepEqual(paths, [
      '$.attributes',
      '$.attributes["a b"]',
      '$.attributes["a b"][0]',
      '$.attributes["a b"][0]["x\\"y"]',
    ]);
  });

  it('say the type as a person reads it, a derived one where the value has it', () => {
    assert.equal(row({ displayName: 'a' }, 'displayName').type, 'String');
    assert.equal(row({ tags: [] }, 'tags').type, 'String collection');
    assert.equal(row({ engine: {} }, 'engine').type, 'engine');
    assert.equal(row({ engine: { '@odata.type': '#fleet.electric' } }, 'engine').type, 'electric');
    assert.equal(row({ 'x@odata.type': '#Int32', x: 1 }, 'x').type, 'Int32');
    assert.equal(row({ x: 1 }, 'x').type, undefined);
    assert.equal(row({ displayName: 'a' }, 'displayName').description, 'Name of the vehicle.');
  });

  it('carry values as text and as JSON', () => {
    const value = (json: unknown): RowValue => row({ x: json }, 'x').value;
    assert.deepEqual(value('a"b'), { kind: 'text', text: 'a"b', json: '"a\\"b"' });
    assert.deepEqual(value(12.5), { kind: 'text', text: '12.5', json: '12.5' });
    assert.deepEqual(value(false), { kind: 'text', text: 'false', json: 'false' });
    assert.deepEqual(value(null), { kind: 'null' });
  });

  it('do without a schema', () => {
    const [first] = describeObject(undefined, { title: 'x', n: { m: 1 } }, { n: { m: 1 } });
    assert.deepEqual(first, {
      name: 'title',
      path: '$.title',
      value: { kind: 'text', text: 'x', json: '"x"' },
    });
  });

  it('mask what sounds secret where no schema says what it is', () => {
    const rows = describeObject(undefined, {
      secretText: 'hunter2',
      n: { password: 'hunter2' },
      key: 'plain',
    });
    assert.ok(!JSON.stringify(rows).includes('hunter2'));
    assert.ok(JSON.stringify(rows).includes('plain'));
  });
});

describe('marks of what was sent', () => {
  it('tell equal from other values', () => {
    const guid = '3F2B1C6A-0D4E-4A57-9C68-7B8E9F0A1B2C';
    assert.deepEqual(
      table(
        { id: '1', displayName: 'a', guid: guid.toLowerCase(), tags: ['x'] },
        { DISPLAYNAME: 'a', guid, tags: ['x'] },
      ),
      [
        'id: 1 [read-only]',
        'displayName: a [sent]',
        `guid: ${guid.toLowerCase()} [normalised]`,
        'tags: [1] [sent]',
        '  [0]: x',
      ],
    );
  });

  it('look inside complex values, and compare collections whole', () => {
    assert.deepEqual(
      table(
        { engine: { maker: 'x', cooling: { fan: 'one' } }, seats: [{ row: '1', origin: 'o' }] },
        { engine: { cooling: { fan: 'ONE' } }, seats: [{ '@odata.type': 'fleet.seat', row: '1' }] },
      ),
      [
        'engine: {} [normalised]',
        '  maker: x',
        '  cooling: {} [normalised]',
        '    fan: one [normalised]',
        'seats: [1] [sent]',
        '  [0]: {}',
        '    row: 1',
        '    origin: o [read-only]',
      ],
    );
    assert.equal(row({ tags: ['x'] }, 'tags', { tags: ['x', 'y'] }).change, 'normalised');
    assert.equal(row({ engine: { maker: 'x' } }, 'engine', { engine: { maker: 'x' } }).change, 'sent');
    assert.equal(row({ engine: null }, 'engine', { engine: null }).change, 'sent');
    assert.equal(row({ engine: null }, 'engine', { engine: { maker: 'x' } }).change, 'normalised');
  });

  it('tell that a value came back as another type', () => {
    const sent = { engine: { '@odata.type': 'fleet.combustion', maker: 'x' } };
    assert.equal(
      row({ engine: { '@odata.type': '#fleet.electric', maker: 'x' } }, 'engine', sent).change,
      'normalised',
    );
    assert.equal(
      row({ engine: { '@odata.type': '#fleet.combustion', maker: 'x' } }, 'engine', sent).change,
      'sent',
    );
  });

  it('add what was sent and is not in the object, before the annotations', () => {
    assert.deepEqual(
      table(
        { id: '1', '@odata.etag': 'e' },
        { displayName: 'a', extra: { b: 1 }, state: 'unknownFutureValue', 'x@odata.bind': 'y', tags: null },
      ),
      [
        'id: 1 [read-only]',
        'displayName: a [not-stored]',
        'extra: {} [not-stored]',
        '  b: 1',
        'tags: null [sent]',
        '@odata.etag: e',
      ],
    );
  });
});

describe('secrets', () => {
  it('are masked where they are returned', () => {
    const secret = row({ secret: 'hunter2' }, 'secret', { secret: 'hunter2' });
    assert.equal(secret.secret, true);
    assert.equal(secret.change, 'sent');
    assert.ok(!JSON.stringify(secret).includes('hunter2'));
    assert.deepEqual(row({ secret: null }, 'secret').value, { kind: 'null' });
  });

  it('are said to be write-only where they were sent and not returned', () => {
    const rows = table(
      { engine: { '@odata.type': '#fleet.electric', power: '9' } },
      {
        secret: 'hunter2',
        engine: { '@odata.type': '#fleet.electric', power: '9', battery: 'hunter3' },
        hidden: 'h',
      },
    );
    assert.deepEqual(rows, [
      'engine: {} [sent]',
      '  power: 9 [sent]',
      '  battery: Write-only: it is never returned. [sent, secret]',
      '  @odata.type: #fleet.electric',
      'secret: Write-only: it is never returned. [sent, secret]',
      'hidden: Returned only where $select asks for it. [sent]',
    ]);
    assert.ok(!rows.join().includes('hunter'));
  });

  it('are not shown where the value came back as another type, or not at all', () => {
    const sent = { engine: { '@odata.type': '#fleet.electric', power: '9', battery: 'hunter2' } };
    const other = table({ engine: { '@odata.type': '#fleet.combustion', fuel: 'gas' } }, sent);
    assert.deepEqual(other, [
      'engine: {} [normalised]',
      '  fuel: gas',
      '  power: 9 [not-stored]',
      '  battery: Write-only: it is never returned. [sent, secret]',
      '  @odata.type: #fleet.combustion',
    ]);
    assert.ok(!JSON.stringify(describeObject(vehicle, {}, sent)).includes('hunter2'));
  });

  it('are masked whole where the secret is no text', () => {
    assert.ok(!JSON.stringify(describeObject(vehicle, { secret: { a: ['hunter2'] } })).includes('hunter2'));
  });
});

describe('hostile objects', () => {
  const count = (rows: readonly ObjectRow[]): number =>
    rows.reduce((sum, each) => sum + 1 + count(inner(each.value)), 0);

  it('with many properties are summed up', () => {
    const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`p${index}`, index]));
    const rows = describeObject(vehicle, wide);
    assert.equal(rows.length, 501);
    assert.deepEqual(rows.at(-1), {
      name: '…',
      path: '$',
      value: { kind: 'text', text: '99,500 more properties: see the raw JSON.', json: '' },
    });
  });

  it('that are wide at every level stay small in all', () => {
    const level = (below: unknown): JsonObject =>
      Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`p${index}`, below]));
    const rows = describeObject(vehicle, level(level(level(level('leaf')))));
    const all = count(rows);
    assert.ok(all > 1_000 && all < 12_000, `${all} rows`);
  });

  it('that are deep end in a note', () => {
    const deep = JSON.parse(`${'{"a":['.repeat(20_000)}1${']}'.repeat(20_000)}`);
    const rows = describeObject(vehicle, deep, deep);
    assert.ok(count(rows) < 30);
    assert.match(JSON.stringify(rows), /Nested deeper/);
  });

  it('with long texts show their beginning, and keep the whole JSON', () => {
    const { value } = row({ x: 'y'.repeat(1_000_000) }, 'x');
    assert.ok(value.kind === 'text' && value.text.length === 2_001 && value.json.length === 1_000_002);
  });

  it('with strange names are shown as they are', () => {
    const rows = describeObject(
      vehicle,
      JSON.parse('{"__proto__":{"a":1},"constructor":2,"":3}'),
      JSON.parse('{"__proto__":{"a":1}}'),
    );
    assert.deepEqual(
      rows.map(({ name, change }) => [name, change]),
      [
        ['__proto__', 'sent'],
        ['constructor', undefined],
        ['', undefined],
      ],
    );
  });
});
