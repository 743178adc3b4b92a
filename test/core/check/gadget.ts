import type { GraphSchema, ResourceSchema } from '../../../src/core/catalog/schema.ts';

const edm = (type: string, schema: GraphSchema, facts = {}): GraphSchema => ({
  ...schema,
  'x-graph': { type: `Edm.${type}`, ...facts },
});

const ANNOTATIONS = { '^[^@]+@odata\\.(?:type|bind)$': {}, '^@odata\\.(?:context|etag|id)$': {} };

const typeOf = (name: string): GraphSchema =>
  edm('String', { type: 'string', enum: [`#test.${name}`, `test.${name}`] });

/** A closed type that has a property of every kind, one at an own path, for which no validator is built. */
export const gadget: ResourceSchema = {
  $id: 'https://graph-http.dev/test/gadget.json',
  title: 'gadget',
  type: 'object',
  properties: {
    '@odata.type': typeOf('gadget'),
    id: edm(
      'String',
      { type: 'string', readOnly: true },
      { nullable: false, update: 'key', instead: 'Leave it out.' },
    ),
    name: edm('String', { type: ['string', 'null'], maxLength: 8, examples: ['cog'] }),
    code: edm('String', { type: 'string', pattern: '^[A-Z]{3}$', examples: ['ABC'] }, { nullable: false }),
    live: edm('Boolean', { type: ['boolean', 'null'], examples: [true] }),
    count: edm('Int32', {
      type: ['integer', 'null'],
      minimum: -2147483648,
      maximum: 2147483647,
      examples: [3],
    }),
    total: edm('Int64', { type: 'integer', format: 'edm-int64', examples: [12] }, { nullable: false }),
    ratio: edm('Double', { type: ['number', 'string', 'null'], format: 'edm-double', examples: [0.5] }),
    price: edm(
      'Decimal',
      { type: ['number', 'string'], format: 'edm-decimal', examples: [9.5] },
      { nullable: false },
    ),
    owner: edm('Guid', {
      type: ['string', 'null'],
      format: 'uuid',
      examples: ['5c83e5f4-3f2a-4a6e-9a55-2f0b1f9c8d10'],
    }),
    seen: edm('DateTimeOffset', {
      type: ['string', 'null'],
      format: 'date-time',
      examples: ['2026-01-31T08:30:00Z'],
    }),
    day: edm('Date', { type: ['string', 'null'], format: 'date', examples: ['2026-01-31'] }),
    hour: edm('TimeOfDay', { type: ['string', 'null'], format: 'edm-time-of-day', examples: ['08:30:00'] }),
    span: edm('Duration', { type: ['string', 'null'], format: 'edm-duration', examples: ['PT1H'] }),
    bytes: edm('Binary', { type: ['string', 'null'], format: 'edm-binary', examples: ['YQ=='] }),
    link: edm('String', { type: ['string', 'null'], format: 'uri', examples: ['https://contoso.com/'] }),
    kind: {
      type: ['string', 'null'],
      enum: ['small', 'large', 'extraLarge', 'unknownFutureValue', null],
      examples: ['small'],
      'x-graph': { type: 'test.kind' },
    },
    on: edm('Boolean', { type: 'boolean', examples: [true] }, { nullable: false }),
    note: edm('String', { type: 'string', examples: ['n'] }, { nullable: false }),
    level: {
      type: 'string',
      enum: ['none', 'high'],
      examples: ['high'],
      'x-graph': { type: 'test.level', nullable: false },
    },
    mood: {
      type: ['string', 'null'],
      enum: ['calm', 'unknownFutureValue', 'keen', null],
      examples: ['calm'],
      'x-graph': { type: 'test.mood' },
    },
    rights: {
      type: ['string', 'null'],
      format: 'edm-flags',
      examples: ['read,write'],
      'x-graph': {
        type: 'test.rights',
        members: { none: 0, read: 1, write: 2, unknownFutureValue: 4, share: 8 },
      },
    },
    picture: edm('Stream', {}),
    tags: {
      type: 'array',
      items: edm('String', { type: 'string' }),
      maxItems: 3,
      examples: [['red']],
      'x-graph': { type: 'Collection(Edm.String)', nullable: false },
    },
    made: edm(
      'DateTimeOffset',
      { type: 'string', format: 'date-time', readOnly: true },
      { update: 'computed' },
    ),
    origin: edm('String', { type: ['string', 'null'], readOnly: true }, { update: 'immutable' }),
    secret: edm(
      'String',
      { type: ['string', 'null'], readOnly: true },
      { update: 'unsupported', instead: 'Use setSecret.' },
    ),
    old: edm('String', {
      type: ['string', 'null'],
      deprecated: true,
      deprecationMessage: 'Use name in its place.',
    }),
    aged: edm(
      'String',
      { type: ['string', 'null'], deprecated: true, deprecationMessage: 'Use name in its place.' },
      {
        deprecation: {
          since: '2024-03-01',
          removal: '2027-01-31',
          link: 'https://learn.microsoft.com/graph/changelog',
        },
      },
    ),
    sketch: edm('String', { type: ['string', 'null'] }, { draft: true }),
    shape: { $ref: '#/definitions/test.shape', 'x-graph': { type: 'test.shape' } },
    shapes: {
      type: 'array',
      items: { $ref: '#/definitions/test.shape' },
      'x-graph': { type: 'Collection(test.shape)' },
    },
    part: { $ref: '#/definitions/test.part', 'x-graph': { type: 'test.part' } },
    extra: { $ref: '#/definitions/test.extra', 'x-graph': { type: 'test.extra' } },
    whole: { $ref: '#/definitions/test.part', 'x-graph': { type: 'test.part', replaced: true } },
  },
  patternProperties: ANNOTATIONS,
  additionalProperties: false,
  'x-graph': {
    type: 'test.gadget',
    navigation: {
      parent: { type: 'test.gadget', target: '/gadgets/{gadgetId}' },
      owners: { type: 'Collection(test.person)', target: '/people/{personId}', from: 'test.thing' },
      screws: { type: 'Collection(test.screw)', contained: true },
      rival: {
        type: 'test.gadget',
        instead: 'Use the challenge action: POST /gadgets/{gadgetId}/challenge.',
      },
    },
    endpoints: [
      {
        method: 'PATCH',
        pagePath: '/gadgetPage/{gadgetId}/item',
        workingPaths: ['/gadgets/{gadgetId}'],
        pageVersions: ['beta'],
        workingVersions: ['v1.0'],
        statuses: { page: 200, service: 204 },
        permissions: { delegatedWork: [], delegatedPersonal: [], application: [] },
        documentation: 'https://learn.microsoft.com/graph/api/overview',
        published: true,
      },
    ],
  },
  definitions: {
    'test.shape': {
      type: ['object', 'null'],
      required: ['@odata.type'],
      properties: {
        '@odata.type': edm('String', { type: 'string', enum: ['#test.circle', '#test.square'] }),
      },
      allOf: [
        {
          if: { required: ['@odata.type'], properties: { '@odata.type': { enum: ['#test.circle'] } } },
          // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
          then: { $ref: '#/definitions/test.circle' },
        },
        {
          if: { required: ['@odata.type'], properties: { '@odata.type': { enum: ['#test.square'] } } },
          // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
          then: { $ref: '#/definitions/test.square' },
        },
      ],
      'x-graph': {
        type: 'test.shape',
        abstract: true,
        derived: ['#/definitions/test.circle', '#/definitions/test.square'],
      },
    },
    'test.circle': {
      type: ['object', 'null'],
      properties: {
        '@odata.type': typeOf('circle'),
        radius: edm('Double', { type: 'number' }, { nullable: false }),
        area: edm('Double', { type: 'number', readOnly: true }, { nullable: false, update: 'computed' }),
      },
      patternProperties: ANNOTATIONS,
      additionalProperties: false,
      'x-graph': { type: 'test.circle', bases: ['test.shape'] },
    },
    'test.square': {
      type: ['object', 'null'],
      required: ['side'],
      properties: {
        '@odata.type': typeOf('square'),
        side: edm('Double', { type: 'number' }, { nullable: false }),
      },
      patternProperties: ANNOTATIONS,
      additionalProperties: false,
      'x-graph': { type: 'test.square', bases: ['test.shape'] },
    },
    'test.part': {
      type: ['object', 'null'],
      properties: {
        '@odata.type': typeOf('part'),
        number: edm('Int32', { type: ['integer', 'null'] }),
        grade: edm('String', { type: ['string', 'null'] }),
        made: edm('Int32', { type: ['integer', 'null'], readOnly: true }, { update: 'computed' }),
      },
      patternProperties: ANNOTATIONS,
      additionalProperties: false,
      'x-graph': { type: 'test.part' },
    },
    'test.extra': {
      type: ['object', 'null'],
      properties: { '@odata.type': typeOf('extra'), colour: edm('String', { type: ['string', 'null'] }) },
      patternProperties: ANNOTATIONS,
      additionalProperties: true,
      'x-graph': {
        type: 'test.extra',
        open: true,
        navigation: { maker: { type: 'test.person', target: '/people/{personId}' } },
      },
    },
  },
};

const [endpoint] = gadget['x-graph'].endpoints;

/** The same, of an object that is only changed with `If-Match`. */
export const widget: ResourceSchema = {
  ...gadget,
  $id: 'https://graph-http.dev/test/widget.json',
  title: 'widget',
  'x-graph': {
    ...gadget['x-graph'],
    type: 'test.widget',
    endpoints: endpoint
      ? [
          {
            ...endpoint,
            pagePath: '/widgets/{widgetId}',
            workingPaths: ['/widgets/{widgetId}'],
            pageVersions: ['v1.0'],
            etag: 'required',
          },
          {
            ...endpoint,
            pagePath: '/softWidgets/{widgetId}',
            workingPaths: ['/softWidgets/{widgetId}'],
            pageVersions: ['v1.0'],
            etag: 'recommended',
          },
        ]
      : [],
  },
};
