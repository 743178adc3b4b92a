import type { GraphSchema, ResourceSchema } from '../../../../src/core/catalog/schema.ts';

const nodeOf = (names: readonly string[], more: GraphSchema): GraphSchema => ({
  type: ['object', 'null'],
  properties: {
    '@odata.type': { type: 'string', enum: names.flatMap((name) => [`#test.${name}`, `test.${name}`]) },
    label: { type: ['string', 'null'], maxLength: 4 },
    size: { type: 'number', minimum: 1, maximum: 9 },
    nodes: { type: 'array', minItems: 1, items: { $ref: '#/definitions/test.node' } },
  },
  ...more,
});

const when = (name: string): GraphSchema => ({
  if: {
    required: ['@odata.type'],
    properties: { '@odata.type': { enum: [`#test.${name}`, `test.${name}`] } },
  },
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
  then: { $ref: `#/definitions/test.${name}` },
});

const DECLARED = { '@odata.type': {}, label: {}, size: {}, nodes: {} };

/**
 * A type that holds itself, with a derived type and one derived from that: each declares the same nested property,
 * so that a value is reached on several ways at every level.
 */
export const tree: ResourceSchema = {
  $id: 'https://graph-http.dev/test/tree.json',
  title: 'tree',
  type: 'object',
  properties: {
    top: { $ref: '#/definitions/test.node' },
    code: { type: 'string', minLength: 2, pattern: '^[A-Z]+$' },
  },
  additionalProperties: { type: ['object', 'integer', 'null'], $ref: '#/definitions/test.leaf' },
  if: { required: ['code'] },
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
  then: { required: ['top'] },
  else: { properties: { top: { type: 'object' } } },
  'x-graph': { type: 'test.tree', endpoints: [] },
  definitions: {
    'test.node': nodeOf(['node', 'branch', 'leaf'], {
      allOf: [when('branch'), when('leaf')],
      'x-graph': { type: 'test.node', derived: ['#/definitions/test.branch', '#/definitions/test.leaf'] },
    }),
    'test.branch': nodeOf(['branch', 'leaf'], {
      // As the schemas of metadata are: names are refused where no derived type is named.
      allOf: [
        when('leaf'),
        { if: when('leaf').if ?? {}, else: { properties: DECLARED, additionalProperties: false } },
      ],
      'x-graph': { type: 'test.branch', derived: ['#/definitions/test.leaf'] },
    }),
    'test.leaf': nodeOf(['leaf'], {
      required: ['label'],
      patternProperties: { '@': {} },
      additionalProperties: false,
      'x-graph': { type: 'test.leaf' },
    }),
  },
};
