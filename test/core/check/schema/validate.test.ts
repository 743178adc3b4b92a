import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv, type ErrorObject } from 'ajv';
import fc from 'fast-check';
import { builtinSchemas } from '../../../../src/core/catalog/builtin.ts';
import type { GraphSchema, ResourceSchema } from '../../../../src/core/catalog/schema.ts';
import { edmFormats } from '../../../../src/core/check/formats.ts';
import { schemaErrors } from '../../../../src/core/check/schema/validate.ts';
import { withoutAnnotations } from '../../schemas/keywords.ts';
import { gadget } from '../gadget.ts';
import { anyBody } from './arbitraries.ts';
import { told } from './oracle.ts';
import { tree } from './tree.ts';

/** What ajv finds with the whole schema compiled. */
function oracle(schema: ResourceSchema): (value: unknown) => readonly ErrorObject[] {
  const ajv = new Ajv({ strict: false, strictNumbers: true, allErrors: true, formats: edmFormats });
  const validate = ajv.compile(withoutAnnotations(schema));
  return (value) => (validate(value) ? [] : (validate.errors ?? []));
}

const schemas = [...(await builtinSchemas()), gadget, tree];

describe('what a schema says against a value', () => {
  for (const schema of schemas) {
    it(`is the same as ajv says with the whole schema of ${schema.title}`, () => {
      const ajv = oracle(schema);
      let wrong = 0;
      fc.assert(
        fc.property(anyBody(schema), (body) => {
          const expected = told(ajv(body));
          if (expected.length > 0) wrong++;
          assert.deepEqual(told(schemaErrors(schema, body)), expected);
        }),
        { numRuns: 1000 },
      );
      assert.ok(wrong > 100 && wrong < 1000, `${wrong} of 1000 bodies are wrong`);
    });
  }

  it('comes once, and in the order of the value', () => {
    const body = { x: 1, name: 5, tags: ['a', 1, null], kind: 'X' };
    const places = schemaErrors(gadget, body).map(
      ({ instancePath, keyword }) => `${instancePath} ${keyword}`,
    );
    assert.deepEqual(places, [
      ' additionalProperties',
      '/name type',
      '/tags/1 type',
      '/tags/2 type',
      '/kind enum',
    ]);
  });

  it('takes time like the value, where two types lead to everything that it nests', () => {
    let node: Record<string, unknown> = { '@odata.type': '#test.leaf', size: 0 };
    for (let depth = 0; depth < 150; depth++)
      node = { '@odata.type': '#test.leaf', label: 'a', nodes: [node] };
    const errors = schemaErrors(tree, { top: node });
    const deepest = errors.filter(({ instancePath }) => instancePath.length > 1200);
    assert.deepEqual(new Set(deepest.map(({ keyword }) => keyword)), new Set(['minimum', 'required', 'if']));
  });

  it('ends where a schema leads back to itself, or nowhere', () => {
    const circle = (part: GraphSchema): ResourceSchema => ({
      ...{ $id: 'about:circle', title: 'circle', type: 'object', additionalProperties: false },
      ...{ 'x-graph': { type: 'test.circle', endpoints: [] }, properties: {} },
      definitions: { a: part, b: { $ref: '#/definitions/a' } },
      allOf: [{ $ref: '#/definitions/b' }],
    });
    const circles: readonly GraphSchema[] = [
      { $ref: '#/definitions/b' },
      { allOf: [{ $ref: '#/definitions/a' }, { $ref: '#/definitions/b' }] },
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      { if: { $ref: '#/definitions/a' }, then: { $ref: '#/definitions/b' } },
      { $ref: '#/definitions/none' },
    ];
    for (const part of circles) {
      assert.deepEqual(told(schemaErrors(circle(part), { x: 1 })), [
        ' additionalProperties {"additionalProperty":"x"}',
      ]);
      assert.deepEqual(told(schemaErrors(circle(part), 5)), [' type {"type":"object"}']);
    }
  });
});
