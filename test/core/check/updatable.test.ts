import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import { keepUpdatable, leftOutOf } from '../../../src/core/check/body/updatable.ts';
import { removeProperties } from '../../../src/core/check/json/edits.ts';
import { readJson } from '../../../src/core/check/json/read.ts';
import { applyEdits } from '../../../src/core/text/span.ts';
import { gadget } from './gadget.ts';

/** The body that is left for a PATCH. */
function kept(body: string): string {
  const document = readJson(body);
  const { root } = document;
  assert.ok(root);
  return applyEdits(body, keepUpdatable(gadget, { ...document, root }));
}

describe('what an update keeps of a body', () => {
  it('is all that can be changed', () => {
    assert.equal(
      kept(`{
  "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#gadgets/$entity",
  "@odata.etag": "W/1",
  "id": "1",
  "name": "cog",
  "made": "2026-01-31T08:30:00Z",
  "tags@odata.type": "#Collection(String)",
  "tags": ["red"],
  "origin@odata.type": "#String",
  "origin": "x"
}`),
      `{
  "name": "cog",
  "tags@odata.type": "#Collection(String)",
  "tags": ["red"]
}`,
    );
  });

  it('keeps types, links to set and what is not known', () => {
    const body =
      '{ "@odata.type": "#test.gadget", "parent@odata.bind": "gadgets/2", "unknown": { "id": 1 } }';
    assert.equal(kept(body), body);
  });

  it('goes into values and items', () => {
    assert.equal(
      kept('{ "shapes": [{ "@odata.type": "#test.circle", "radius": 1, "area": 3 }, { "area": 3 }] }'),
      '{ "shapes": [{ "@odata.type": "#test.circle", "radius": 1 }, { "area": 3 }] }',
    );
  });

  it('has no related objects, streams, links and actions', () => {
    assert.equal(
      kept(
        '{"name": "a", "parent": { "id": "2" }, "picture": "x", "parent@odata.navigationLink": "y", "#test.spin": {}, "@microsoft.graph.tips": "z"}',
      ),
      '{"name": "a"}',
    );
  });

  it('has no values in which nothing is left', () => {
    assert.equal(
      kept('{ "part": { "@odata.type": "#test.part", "made": 1 }, "live": true }'),
      '{ "live": true }',
    );
    assert.equal(kept('{ "id": 1, "made": 2 }').replace(/\s/g, ''), '{}');
  });

  it('leaves a body alone that has nothing else', () => {
    assert.equal(kept('{ "live": true }'), '{ "live": true }');
    assert.deepEqual(leftOutOf(gadget, readJson('[1]').root ?? assert.fail()), []);
  });

  it('is the same the second time, in every layout', async () => {
    const [schema] = await builtinSchemas();
    assert.ok(schema);
    const names = fc.constantFrom(
      'id',
      'displayName',
      '@odata.context',
      'x',
      'targetUrl',
      'name@odata.count',
    );
    fc.assert(
      fc.property(fc.uniqueArray(names), fc.constantFrom(0, 2, '\t'), (chosen, indent) => {
        const body = JSON.stringify(Object.fromEntries(chosen.map((name) => [name, [1]])), null, indent);
        const document = readJson(body);
        const root = document.root ?? assert.fail();
        const left = applyEdits(body, keepUpdatable(schema, { ...document, root }));
        const wanted = chosen.filter((name) => ['displayName', 'x', 'targetUrl'].includes(name));
        assert.deepEqual(Object.keys(JSON.parse(left) as object), wanted);
        if (wanted.length > 0) {
          const plain = Object.fromEntries(wanted.map((name) => [name, [1]]));
          assert.equal(left, JSON.stringify(plain, null, indent));
        }
      }),
    );
  });
});

describe('removing several properties', () => {
  const remove = (text: string, ...names: readonly string[]) => {
    const root = readJson(text).root ?? assert.fail();
    const chosen = (root.children ?? []).filter((each) => names.includes(String(each.children?.[0]?.value)));
    return applyEdits(text, removeProperties(text, root, new Set(chosen)));
  };

  it('leaves the layout of the others', () => {
    assert.equal(remove('{"a": 1, "b": 2, "c": 3, "d": 4}', 'b', 'c'), '{"a": 1, "d": 4}');
    assert.equal(remove('{"a": 1, "b": 2, "c": 3, "d": 4}', 'a', 'd'), '{"b": 2, "c": 3}');
    assert.equal(remove('{"a": 1, "b": 2, "c": 3, "d": 4}', 'c', 'd'), '{"a": 1, "b": 2}');
    assert.equal(remove('{\r\n  "a": 1,\r\n  "b": 2,\r\n  "c": 3\r\n}', 'b', 'c'), '{\r\n  "a": 1\r\n}');
    assert.equal(remove('{\n  "a": 1, "b": 2,\n  "c": 3\n}', 'a', 'b'), '{\n  "c": 3\n}');
  });

  it('leaves comments', () => {
    const text = '{\n  "a": 1,\n  // why b\n  "b": 2,\n  // why c\n  "c": 3\n}';
    assert.equal(remove(text, 'b', 'c'), '{\n  "a": 1\n  // why b\n  // why c\n}');
    assert.equal(remove(text, 'a', 'b'), '{\n  // why b\n  // why c\n  "c": 3\n}');
  });
});
