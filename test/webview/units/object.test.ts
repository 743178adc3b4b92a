import { deepEqual, equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ObjectDescription } from '../../../src/core/change/show/describe.ts';
import type { ObjectRow } from '../../../src/core/change/show/rows.ts';
import { columnsOf } from '../../../src/webview/object/columns.ts';
import { grouped, isGroup } from '../../../src/webview/object/groups.ts';
import { readLink, selectText } from '../../../src/webview/object/related.ts';
import { childrenOf } from '../../../src/webview/object/rows.ts';
import { markOf, plainMarkdown } from '../../../src/webview/object/words.ts';
import { shapeOf } from '../../../src/webview/text/shape.ts';
import { rowOf, rowsOf } from '../rows.ts';

const GUID = '59e617e5-e447-4adc-8b88-00af644d7c92';

describe('groups of properties', () => {
  it('have every property once, in the order of the object', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const rows = rowsOf(object);
        const inside = grouped(rows).flatMap((row) => (isGroup(row) ? childrenOf(row) : [row]));
        deepEqual(new Set(inside), new Set(rows));
        equal(inside.length, rows.length);
      }),
    );
  });

  it('are not there where one would have them all', () => {
    const rows = rowsOf({ a: 1, b: 2 });
    equal(grouped(rows), rows);
  });

  it('keep what was sent, a secret and a few empty properties in view', () => {
    const rows = [
      ...rowsOf({ a: null, b: null, c: [], d: { e: null }, f: '', zero: 0, no: false }),
      rowOf('sent', null, { change: 'sent' }),
      rowOf('hidden', 'x', { secret: true }),
    ];
    deepEqual(
      grouped(rows).map((row) => `${row.name}: ${childrenOf(row).map(({ name }) => name)}`),
      ['Sent: sent', 'Not sent: zero,no,hidden', 'Empty: a,b,c,d,f'],
    );
    equal(grouped([...rowsOf({ a: null, b: null, c: 1 })]).length, 3);
  });
});

describe('groups beside a comparison', () => {
  it('have under Changed what differs from before, sent or not, and what was sent as it was under Unchanged', () => {
    const rows = [
      rowOf('new', 1, { change: 'sent', since: 'changed' }),
      rowOf('besides', null, { since: 'changed' }),
      rowOf('same', 1, { change: 'sent', since: 'same' }),
      rowOf('kept', 1, { change: 'normalised', since: 'kept' }),
      rowOf('other', 1),
      rowOf('secret', 1, { change: 'sent', secret: true }),
    ];
    const titles = (shown: readonly ObjectRow[]) =>
      grouped(shown).map((row) => `${row.name}: ${childrenOf(row).map(({ name }) => name)}`);
    deepEqual(titles(rows), ['Changed: new,besides', 'Sent: secret', 'Unchanged: same,kept,other']);
    equal(titles(rows.slice(2, 5)).join(), 'same: ,kept: ,other: ');
    deepEqual(
      rows.map((row) => markOf(row)?.label),
      ['sent', 'changed besides', 'sent, as before', 'not changed', undefined, 'sent'],
    );
  });
});

describe('columns of a small table', () => {
  it('never have secrets, nested or empty values', () => {
    const items = rowOf('list', [{ id: '1', name: 'x', nested: {}, none: null, '@odata.type': '#a' }]);
    deepEqual(columnsOf(items), ['name', 'id']);
    deepEqual(columnsOf(rowOf('list', ['a', 'b'])), []);
    deepEqual(columnsOf(rowOf('list', [[{ a: 1 }]])), []);
    deepEqual(columnsOf(rowOf('object', { a: { b: 1 } })), []);
  });
});

describe('the shape of a value', () => {
  it('is a moment only where it names one', () => {
    equal(shapeOf('2025-11-24T09:12:31Z').kind, 'time');
    equal(shapeOf('2025-11-24T09:12:31+02:00').kind, 'time');
    for (const text of [
      '2025-11-24',
      '2025-13-99T09:12:31Z',
      '0001-01-01T00:00:00Z',
      '9999-12-31T23:59:59Z',
      'x',
    ])
      equal(shapeOf(text).kind, 'plain', text);
  });

  it('never loses a character, and never cuts one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 40 }), (text) => {
        const shape = shapeOf(text, 'Binary');
        if (shape.kind === 'shortened') equal(shape.parts.join(''), text);
      }),
    );
    equal(shapeOf('0EB255CC895477798CA418B378255204304897AD0EB255CC895477798CA418B378255204').kind, 'plain');
  });
});

describe('what a row leads to', () => {
  const link = (
    name: string,
    text: string,
    url = 'https://graph.microsoft.com/v1.0/groups/1?$expand=members',
    path?: string,
  ) => readLink(rowOf(name, text, {}, path), url);

  it('is a link of the service, also a relative one', () => {
    equal(link('@odata.nextLink', 'users?$skip=1'), 'https://graph.microsoft.com/v1.0/users?$skip=1');
    equal(
      link('members@odata.navigationLink', 'groups/1/members'),
      'https://graph.microsoft.com/v1.0/groups/1/members',
    );
    equal(link('@odata.nextLink', 'javascript:alert(1)'), undefined);
    equal(link('@odata.context', 'https://graph.microsoft.com/v1.0/$metadata'), undefined);
  });

  it('is never cut, however long it is', () => {
    const linkOf = (token: string) => {
      const next = `https://graph.microsoft.com/v1.0/users?$skiptoken=${token}`;
      const [row] = new ObjectDescription({ '@odata.nextLink': next }).first.rows;
      return { next, link: row && readLink(row, 'https://graph.microsoft.com/v1.0/users') };
    };
    const { next, link } = linkOf('x'.repeat(5_000));
    equal(link, next);
    equal(linkOf('x'.repeat(50_000)).link, undefined, 'the page does not have all of it');
  });

  it('is the object, its items and well-known others by identifier', () => {
    equal(link('id', '1'), 'https://graph.microsoft.com/v1.0/groups/1');
    equal(
      link('id', 'a/b', undefined, '$.members[0].id'),
      'https://graph.microsoft.com/v1.0/groups/1/members/a%2Fb',
    );
    equal(
      link('id', '2', 'https://graph.microsoft.com/beta/users', '$.value[3].id'),
      'https://graph.microsoft.com/beta/users/2',
    );
    equal(link('userId', GUID), `https://graph.microsoft.com/v1.0/users/${GUID}`);
    equal(link('appId', GUID), `https://graph.microsoft.com/v1.0/applications(appId='${GUID}')`);
    equal(link('userId', 'adele'), undefined);
    equal(link('nested', GUID), undefined);
    equal(link('id', '1', undefined, '$.a.b.id'), undefined);
  });

  it('is asked for with $select by the property that it is in', () => {
    equal(selectText(rowOf('x', 1, {}, '$.state.code')), '$select=state');
    equal(selectText(rowOf('x', 1, {}, '$.value[2].mail')), '$select=mail');
    equal(selectText(rowOf('x', 1, {}, '$["@odata.id"]')), undefined);
  });
});

it('Markdown is read without its marks', () => {
  equal(plainMarkdown('Use `a`, **not** [b](https://c.example).'), 'Use a, not b.');
});
