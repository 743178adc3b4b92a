import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ResourceSchema } from '../../../../src/core/catalog/schema.ts';
import { ObjectDescription } from '../../../../src/core/change/show/describe.ts';
import type { ObjectRow, RowValue } from '../../../../src/core/change/show/rows.ts';
import type { JsonObject } from '../../../../src/core/text/jsonValues.ts';
import { vehicle } from '../vehicle.ts';

/** The first rows of an object. */
function describeObject(
  schema: ResourceSchema | undefined,
  object: JsonObject,
  sent?: JsonObject,
): readonly ObjectRow[] {
  return new ObjectDescription(object, { schema, sent }).first.rows;
}

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

  it('say what a member of an enumeration means, where the schema does', () => {
    const known: ResourceSchema = {
      ...vehicle,
      properties: {
        ...vehicle.properties,
        state: {
          ...vehicle.properties.state,
          markdownEnumDescriptions: ['It stands.', 'It is on the road.'],
        },
      },
    };
    const meanings = (state: string) => describeObject(known, { state }).map(({ meaning }) => meaning);
    assert.deepEqual(meanings('moving'), ['It is on the road.']);
    assert.deepEqual(meanings('flying'), [undefined]);
    assert.equal(row({ state: 'moving' }, 'state').meaning, undefined);
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

  it('with many properties come page by page, those that were sent first', () => {
    const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`p${index}`, index]));
    const description = new ObjectDescription(wide, { schema: vehicle, sent: { p99999: 1, other: 2 } });
    const { rows, more } = description.first;
    assert.deepEqual(
      rows.slice(0, 3).map(({ name, change }) => [name, change]),
      [
        ['p99999', 'normalised'],
        ['other', 'not-stored'],
        ['p0', undefined],
      ],
    );
    const names = new Set(rows.map(({ name }) => name));
    for (let page = { rows, more }, count = rows.length; page.more; count += page.rows.length) {
      const next = description.after('$', count);
      assert.ok(next && next.rows.length > 0);
      assert.equal(next.rows.length + (next.more ?? 0), page.more);
      for (const { name } of next.rows) names.add(name);
      page = { rows: next.rows, more: next.more };
    }
    assert.equal(names.size, 100_001);
  });

  it('that are wide at every level come in pages that stay small in all', () => {
    const level = (below: unknown): JsonObject =>
      Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`p${index}`, below]));
    const description = new ObjectDescription(level(level(level(level('leaf')))), { schema: vehicle });
    assert.equal(description.first.rows.length, 40, 'the outermost come first');
    const all = count(description.first.rows);
    assert.ok(all > 1_000 && all <= 1_500, `${all} rows`);
    const inner = description.after('$.p39.p39.p39', 0);
    assert.equal(inner, undefined, 'nobody has seen that one');
    for (const path of ['$.p39', '$.p39.p39', '$.p39.p39.p39']) {
      const page = description.after(path, 0);
      assert.equal(page?.rows.length, 40, path);
    }
  });

  it('that are deep are described to any depth, where somebody looks', () => {
    const deep = JSON.parse(`${'{"a":['.repeat(20_000)}1${']}'.repeat(20_000)}`);
    const description = new ObjectDescription(deep, { schema: vehicle, sent: deep });
    let { rows } = description.first;
    assert.ok(count(rows) < 2_000);
    for (let levels = 0; levels < 20_000; ) {
      const row: ObjectRow | undefined = rows[0];
      assert.ok(row && (row.value.kind === 'object' || row.value.kind === 'collection'));
      if (row.value.kind === 'collection') levels++;
      rows = row.value.more === undefined ? row.value.rows : (description.after(row.path, 0)?.rows ?? []);
      assert.ok(row.path.length < 5_000);
    }
    assert.deepEqual(rows[0]?.value, { kind: 'text', text: '1', json: '1' });
    assert.equal(description.wholeText('$.a'), undefined, 'deeper than a stack');
  });

  it('never make a page that is large, whatever they have', () => {
    const texts = (length: number) => Array.from({ length: 2_000 }, () => 'x"\u0000'.repeat(length));
    for (const object of [
      { a: texts(3) },
      { a: texts(30_000) },
      { a: 'y'.repeat(5_000_000), ['k'.repeat(5_000_000)]: { ['k'.repeat(5_000_000)]: 1 } },
      { a: texts(30_000).map((text) => ({ text, [text]: text })) },
    ]) {
      const description = new ObjectDescription(object, { schema: vehicle });
      const pages = [description.first, description.after('$.a', 0) ?? { rows: [] }];
      for (const page of pages) {
        const size = JSON.stringify(page).length;
        assert.ok(size < 2_000_000, `${size} characters`);
      }
    }
  });

  it('with long texts and names show their beginning, and have the whole to be copied', () => {
    const long = `${'y'.repeat(19_999)}😀${'z'.repeat(100)}`;
    const name = 'k'.repeat(2_000);
    const description = new ObjectDescription({ x: long, [name]: { [name]: [1.5] } }, { schema: vehicle });
    const [text, named] = description.first.rows;
    assert.ok(text?.value.kind === 'text' && named?.value.kind === 'object');
    assert.equal(text.value.text.length, 2_001);
    assert.equal(JSON.parse(text.value.json), 'y'.repeat(19_999));
    assert.equal(text.value.more, 102);
    assert.equal(description.wholeText('$.x'), long);
    assert.equal(named.name.length, 1_001);
    assert.ok(named.cutName && named.path.startsWith('…'));
    assert.deepEqual(JSON.parse(description.wholeText(named.path) ?? ''), { [name]: [1.5] });
    assert.equal(description.wholeText('$.nothing'), undefined);
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
