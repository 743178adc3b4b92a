import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ObjectRow } from '../../../src/core/change/show/rows.ts';
import { copyText, isComplete, jsonOf } from '../../../src/webview/object/json.ts';
import { keyAction } from '../../../src/webview/object/keys.ts';
import {
  countRows,
  type FlatRow,
  filterRows,
  flatten,
  foldablePaths,
  openAtFirst,
  unfinishedRow,
} from '../../../src/webview/object/model.ts';
import { childrenOf, growBy, isFoldable, moreOf, rootOf } from '../../../src/webview/object/rows.ts';
import { changeSummary, preview, typeText } from '../../../src/webview/object/words.ts';
import { rowOf, rowsOf, rowValue } from '../rows.ts';

const ROWS = rowsOf({ a: 1, b: { c: 'x', d: { e: true, f: null } }, g: ['p', 'q'], h: [] });
const everything = (rows: readonly ObjectRow[]) => new Map(foldablePaths(rows).map((path) => [path, true]));
const names = (flat: readonly FlatRow[]) => flat.map(({ row, level }) => `${level} ${row.name}`);
const flat = (rows: readonly ObjectRow[], folds: ReadonlyMap<string, boolean> = new Map()) =>
  flatten(rows, { folds, open: new Set() });

describe('rows of the table', () => {
  it('are folded at first', () => {
    deepEqual(names(flat(ROWS)), ['1 a', '1 b', '1 g', '1 h']);
    deepEqual(
      flat(ROWS).map(({ expandable }) => expandable),
      [false, true, true, false],
    );
  });

  it('stand behind the row that they belong to', () => {
    const all = flat(ROWS, everything(ROWS));
    deepEqual(names(all), ['1 a', '1 b', '2 c', '2 d', '3 e', '3 f', '1 g', '2 [0]', '2 [1]', '1 h']);
    deepEqual(
      all.map(({ parent }) => parent),
      [-1, -1, 1, 1, 3, 3, -1, 6, 6, -1],
    );
  });

  it('are open at first around what changed', () => {
    const changed = rowOf('b', null, {
      value: { kind: 'object', rows: [rowOf('c', 1, { change: 'sent' })] },
    });
    const open = openAtFirst([changed]);
    deepEqual(names(flatten([changed], { folds: new Map(), open })), ['1 b', '2 c']);
    deepEqual(names(flatten([changed], { folds: new Map([['$.b', false]]), open })), ['1 b']);
  });

  it('keep a secret closed', () => {
    const secret = rowOf('s', { inner: 1 }, { secret: true });
    equal(flat([secret], new Map([['$.s', true]])).length, 1);
  });

  it('are filtered by name and value, with the rows around a match', () => {
    const found = (query: string) => {
      const filter = filterRows(ROWS, query);
      return names(
        flatten(
          ROWS,
          filter ? { folds: new Map(), open: new Set(), filter } : { folds: new Map(), open: new Set() },
        ),
      );
    };
    deepEqual(found('TRUE'), ['1 b', '2 d', '3 e']);
    deepEqual(found('d'), ['1 b', '2 d']);
    deepEqual(found(' q '), ['1 g', '2 [1]']);
    deepEqual(found('nothing'), []);
    deepEqual(found('  '), ['1 a', '1 b', '1 g', '1 h']);
  });

  it('are never filtered by a secret', () => {
    equal(filterRows([rowOf('s', 'hunter2', { secret: true })], 'hunter2')?.matches.size, 0);
  });

  it('are counted, marks by the innermost row', () => {
    const rows: ObjectRow[] = [
      rowOf('a', 1, { change: 'sent' }),
      rowOf('b', 1, { change: 'normalised' }),
      rowOf('c', 1, { change: 'not-stored' }),
      rowOf('k', 1, { change: 'normalised', since: 'kept' }),
      rowOf('d', 1, { change: 'sent', secret: true }),
      rowOf('e', null, {
        change: 'sent',
        value: { kind: 'object', rows: [rowOf('f', 1, { change: 'sent' })] },
      }),
    ];
    const counts = countRows(rows, openAtFirst(rows));
    deepEqual(counts, { total: 7, foldable: 1, sent: 2, unseen: 1, normalised: 1, kept: 1, notStored: 1 });
    equal(
      changeSummary(counts),
      '6 properties sent: 2 returned as sent, 1 normalised, 1 not changed, 1 not stored, 1 never returned',
    );
    equal(
      changeSummary({ ...counts, unseen: 0, normalised: 0, kept: 0, notStored: 0, sent: 1 }),
      '1 property sent and returned as sent',
    );
    equal(changeSummary(countRows(ROWS, new Set())), '');
  });

  it('of any object give its JSON back', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const row: ObjectRow = { name: 'x', path: '$.x', value: rowValue(value, '$.x') };
        deepEqual(JSON.parse(jsonOf(row)), JSON.parse(JSON.stringify(value)));
        equal(isComplete(row), true);
      }),
      { numRuns: 300 },
    );
  });

  it('show every row of an unfolded object exactly once', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const rows = rowsOf(object);
        equal(flat(rows, everything(rows)).length, countRows(rows, new Set()).total);
      }),
      { numRuns: 200 },
    );
  });

  it('nested deeper than the stack are walked all the same', () => {
    let row: ObjectRow = rowOf('bottom', 1);
    for (let level = 0; level < 20_000; level++)
      row = { name: 'n', path: `$${level}`, value: { kind: 'object', rows: [row] } };
    equal(flat([row], everything([row])).length, 20_001);
    equal(filterRows([row], 'bottom')?.around.size, 20_000);
    equal(jsonOf(row).length > 20_000, true);
  });
});

describe('what is copied', () => {
  it('is the text of a string, and JSON of anything else', () => {
    equal(copyText(rowOf('a', 'x"y')), 'x"y');
    equal(copyText(rowOf('a', null)), 'null');
    equal(copyText(rowOf('a', [])), '[]');
    equal(copyText({ ...rowOf('a', 0), value: { kind: 'text', text: '1.50', json: '1.50' } }), '1.50');
    equal(copyText(rowOf('a', { b: [1] })), '{\n  "b": [\n    1\n  ]\n}');
  });

  it('is the whole of a value whose text was shortened', () => {
    equal(copyText({ ...rowOf('a', 0), value: { kind: 'text', text: 'lo…', json: '"long\\n"' } }), 'long\n');
  });

  it('leaves out what the service did not return, and masks secrets', () => {
    const rows = [
      rowOf('a', 1, { change: 'not-stored' }),
      rowOf('b', 'secret', { secret: true }),
      rowOf('c', 2),
    ];
    equal(copyText(rowOf('o', null, { value: { kind: 'object', rows } })), '{\n  "b": "•••",\n  "c": 2\n}');
  });

  it('is the whole only where the page has all of it', () => {
    const item = rowOf('[0]', 1);
    const list = (rows: readonly ObjectRow[], more?: number) =>
      rowOf('o', null, {
        value: { kind: 'collection', count: rows.length + (more ?? 0), rows, ...(more ? { more } : {}) },
      });
    equal(isComplete(list([item])), true);
    equal(isComplete(list([item], 3)), false);
    equal(isComplete(list([list([item], 3)])), false);
    equal(isComplete(list([{ ...item, cutName: true }])), false);
    equal(isComplete(list([{ ...item, value: { kind: 'text', text: 'x…', json: '"x"', more: 5 } }])), false);
    const unseen: ObjectRow = { ...item, change: 'sent', value: { kind: 'text', text: 'never', json: '' } };
    equal(isComplete(list([unseen])), true);
  });
});

describe('rows that are not here', () => {
  const part = (): ObjectRow =>
    rowOf('list', null, { value: { kind: 'collection', count: 5, rows: [rowOf('[0]', 'a')], more: 4 } });

  it('are stood for by one row behind those that are', () => {
    const list = part();
    const root = rootOf([list, rowOf('z', 1)], 1_234);
    const shape = { folds: new Map([[list.path, true]]), open: new Set<ObjectRow>(), root };
    const texts = (flat: readonly FlatRow[]) =>
      flat.map(({ row, level }) => `${level} ${row.value.kind === 'text' ? row.value.text : row.name}`);
    const rows = childrenOf(root);
    deepEqual(texts(flatten(rows, shape)), [
      '1 list',
      '2 a',
      '2 4 more items…',
      '1 1',
      '1 1,234 more properties…',
    ]);
    equal(flatten(rows, shape)[2]?.restOf, list);
    match(texts(flatten(rows, { ...shape, lost: true })).join(), /4 more items: send the request again/);
    const filter = filterRows(rows, 'list');
    ok(filter);
    deepEqual(texts(flatten(rows, { ...shape, filter })), ['1 list', '2 a']);
  });

  it('take their place in the rows that are, and are looked for in order', () => {
    const list = part();
    const root = rootOf([rowOf('a', 1), list], 7);
    equal(unfinishedRow(root), root);
    growBy(root, { rows: [rowOf('b', 2)] });
    equal(unfinishedRow(root), list);
    growBy(list, { rows: [rowOf('[1]', 'b')], more: 3 });
    equal(moreOf(list), 3);
    growBy(list, { rows: [rowOf('[2]', 'c')] });
    equal(unfinishedRow(root), undefined);
    deepEqual(
      childrenOf(list).map(({ name }) => name),
      ['[0]', '[1]', '[2]'],
    );
  });

  it('make a row foldable, and are counted in what is said of it', () => {
    const row = rowOf('o', null, { value: { kind: 'object', rows: [], more: 12 } });
    ok(isFoldable(row));
    equal(preview(row.value), '12 properties');
    equal(preview(part().value), '5 items: a, …');
  });
});

describe('words of the table', () => {
  it('say what a folded value has inside', () => {
    equal(preview(rowValue({ a: 1 }, '$')), '1 property: a');
    equal(preview(rowValue({ a: 1, b: 2, c: 3, d: 4 }, '$')), '4 properties: a, b, c, …');
    equal(preview(rowValue(['x', 'y'], '$')), '2 items: x, y');
    equal(preview(rowValue([{ a: 1 }], '$')), '1 item');
    equal(preview(rowValue([], '$')), 'no items');
    equal(preview(rowValue({}, '$')), 'no properties');
    equal(preview(rowValue(['z'.repeat(100)], '$')), `1 item: ${'z'.repeat(40)}…`);
  });

  it('name a type by the JSON where the schema does not', () => {
    equal(typeText(rowOf('a', 1, { type: 'Int32' })), 'Int32');
    equal(typeText(rowOf('@odata.etag', 'W/"1"')), '');
    deepEqual(
      [1, 'x', true, [], {}, null].map((value) => typeText(rowOf('a', value))),
      ['number', 'string', 'boolean', 'array', 'object', ''],
    );
  });
});

describe('keys of the table', () => {
  const rows = flat(ROWS, new Map([['$.b', true]]));
  const does = (key: string, index: number) => keyAction(key, index, rows);

  it('go up and down and stop at the ends', () => {
    deepEqual(does('ArrowDown', 0), { kind: 'focus', index: 1 });
    deepEqual(does('ArrowUp', 0), { kind: 'focus', index: 0 });
    deepEqual(does('End', 0), { kind: 'focus', index: 5 });
    deepEqual(does('Home', 3), { kind: 'focus', index: 0 });
    deepEqual(does('PageDown', 0), { kind: 'focus', index: 5 });
    deepEqual(does('PageUp', 5), { kind: 'focus', index: 0 });
  });

  it('fold, unfold, and go in and out', () => {
    deepEqual(does('ArrowRight', 3), { kind: 'fold', index: 3, open: true });
    deepEqual(does('ArrowRight', 1), { kind: 'buttons', index: 1 });
    deepEqual(does('ArrowLeft', 1), { kind: 'fold', index: 1, open: false });
    deepEqual(does('ArrowLeft', 2), { kind: 'focus', index: 1 });
    equal(does('ArrowLeft', 0), undefined);
    deepEqual(does('Enter', 1), { kind: 'fold', index: 1, open: false });
    deepEqual(does('Enter', 0), { kind: 'describe', index: 0 });
    deepEqual(does(' ', 1), { kind: 'describe', index: 1 });
    equal(does('x', 0), undefined);
    equal(does('ArrowDown', 99), undefined);
  });
});
