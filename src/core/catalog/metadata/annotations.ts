import type { GraphSchema } from '../schema.ts';

/**
 * What may stand in any object beside its properties (OData JSON Format 4.01, section 4.6): types and links of
 * properties, changes of single ones of several objects, and what a response carries and an update ignores. But for
 * those changes the names are those of the built-in schemas.
 */
export const ANNOTATIONS: Readonly<Record<string, GraphSchema>> = {
  '^[^@]+@odata\\.type$': {
    description:
      'Names the type of the property before the @, where JSON alone does not show it. Write #Int32, #Guid, #Collection(String) and the like next to a value of an undeclared property.',
    type: 'string',
    examples: ['#Collection(String)'],
    'x-graph': { type: 'Edm.String', nullable: false },
  },
  '^[^@]+@odata\\.bind$': {
    description:
      'Links existing objects through the navigation property before the @: one URL replaces a single link, a list of URLs adds to a collection.',
    type: ['string', 'array', 'null'],
    examples: ['https://graph.microsoft.com/v1.0/users/8a1d2f0c-3b5e-4c7d-9e6f-102030405060'],
    'x-graph': { type: 'Edm.String' },
  },
  '^[^@]+@(?:odata\\.)?delta$': {
    description:
      'Changes single ones of the objects that the navigation property before the @ leads to: an item with @removed takes that one out, one with an id changes it, any other adds one. Only some services take it.',
    type: 'array',
    examples: [[{ '@removed': { reason: 'changed' }, id: '8a1d2f0c-3b5e-4c7d-9e6f-102030405060' }]],
    'x-graph': { type: 'Edm.Untyped' },
  },
  '^[^@]*@(?:odata\\.(?:associationLink|collectionAnnotations|context|count|delta|deltaLink|editLink|etag|id|mediaContentType|mediaEditLink|mediaEtag|mediaReadLink|metadataEtag|navigationLink|nextLink|readLink|removed)|(?!odata\\.)[A-Za-z_]\\w*(?:\\.\\w+)+(?:#\\w+)?)$':
    {
      description:
        'Control information that a response carries (context, ETag, links and the like). A service ignores it in an update, so it may stay in a pasted body.',
      examples: ['W/"datetime\'2025-10-27T08%3A15%3A00Z\'"'],
      'x-graph': { type: 'Edm.Untyped' },
    },
};
