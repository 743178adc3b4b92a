import type { GraphSchema, ResourceSchema } from '../../../src/core/catalog/schema.ts';

const edm = (type: string, schema: GraphSchema): GraphSchema => ({
  ...schema,
  'x-graph': { type: `Edm.${type}` },
});

/** An open type with links to other objects, flags, a long enumeration, and no bodies of its own. */
export const thing: ResourceSchema = {
  $id: 'https://graph-http.dev/test/thing.json',
  title: 'thing',
  type: 'object',
  properties: {
    name: edm('String', { type: ['string', 'null'] }),
    ready: edm('Boolean', { type: 'boolean' }),
    day: edm('Date', { type: ['string', 'null'], format: 'date' }),
    span: edm('Duration', { type: ['string', 'null'], format: 'edm-duration' }),
    rights: {
      type: ['string', 'null'],
      format: 'edm-flags',
      'x-graph': { type: 'test.rights', members: { read: 1, write: 2, share: 4, unknownFutureValue: 8 } },
    },
    code: {
      type: 'string',
      enum: Array.from({ length: 21 }, (_, index) => `member${index}`),
      'x-graph': { type: 'test.code' },
    },
    made: { ...edm('DateTimeOffset', { type: 'string', format: 'date-time' }), readOnly: true },
  },
  additionalProperties: true,
  'x-graph': {
    type: 'test.thing',
    open: true,
    navigation: {
      owner: { type: 'microsoft.graph.user', target: '/users/{id}', description: 'Who has it.' },
      members: { type: 'Collection(microsoft.graph.directoryObject)', target: '/directoryObjects/{id}' },
      parts: { type: 'Collection(test.part)', contained: true },
    },
    endpoints: [
      {
        method: 'PATCH',
        pagePath: '/things/{thingId}',
        workingPaths: ['/things/{thingId}'],
        pageVersions: ['v1.0'],
        workingVersions: ['v1.0'],
        statuses: { page: 204, service: 204 },
        permissions: { delegatedWork: ['Thing.ReadWrite'], delegatedPersonal: [], application: [] },
        documentation: 'https://learn.microsoft.com/graph/api/overview',
        published: true,
        etag: 'required',
      },
    ],
  },
  definitions: {},
};
