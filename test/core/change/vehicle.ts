import type { GraphSchema, ResourceSchema } from '../../../src/core/catalog/schema.ts';

const text: GraphSchema = { type: ['string', 'null'], 'x-graph': { type: 'Edm.String' } };
const shape = { type: ['object', 'null'] } as const;

function complex(type: string, facts: Partial<GraphSchema['x-graph']> = {}): GraphSchema {
  return { ...shape, $ref: `#/definitions/${type}`, 'x-graph': { type, ...facts } };
}

/** A resource with everything that merging has a rule for. */
export const vehicle: ResourceSchema = {
  $id: 'https://example.com/schemas/vehicle.json',
  title: 'vehicle',
  type: 'object',
  properties: {
    '@odata.type': { type: 'string', 'x-graph': { type: 'Edm.String' } },
    id: { type: 'string', readOnly: true, 'x-graph': { type: 'Edm.String', nullable: false, update: 'key' } },
    displayName: { ...text, description: 'Name of the vehicle.' },
    guid: { ...text, format: 'uuid', 'x-graph': { type: 'Edm.Guid' } },
    modified: {
      ...text,
      format: 'date-time',
      readOnly: true,
      'x-graph': { type: 'Edm.DateTimeOffset', update: 'computed' },
    },
    state: {
      type: ['string', 'null'],
      enum: ['parked', 'moving', 'unknownFutureValue', 'flying', null],
      'x-graph': {
        type: 'fleet.state',
        members: { parked: 0, moving: 1, unknownFutureValue: 2, flying: 3 },
      },
    },
    states: {
      type: 'array',
      items: {
        type: 'string',
        enum: ['parked', 'moving', 'unknownFutureValue'],
        'x-graph': { type: 'fleet.state' },
      },
      'x-graph': { type: 'Collection(fleet.state)' },
    },
    tags: { type: 'array', items: text, 'x-graph': { type: 'Collection(Edm.String)', nullable: false } },
    engine: complex('fleet.engine'),
    key: complex('fleet.engine', { replaced: true }),
    attributes: complex('fleet.attributes'),
    seats: {
      type: 'array',
      items: complex('fleet.seat'),
      'x-graph': { type: 'Collection(fleet.seat)', nullable: false },
    },
    secret: { ...text, writeOnly: true, 'x-graph': { type: 'Edm.String', secret: true } },
    hidden: { ...text, 'x-graph': { type: 'Edm.String', onlyOnSelect: true } },
  },
  additionalProperties: true,
  'x-graph': { type: 'fleet.vehicle', open: true, endpoints: [] },
  definitions: {
    'fleet.engine': {
      ...shape,
      properties: { maker: text, cooling: complex('fleet.cooling') },
      'x-graph': {
        type: 'fleet.engine',
        derived: ['#/definitions/fleet.combustion', '#/definitions/fleet.electric'],
      },
    },
    'fleet.combustion': {
      ...shape,
      properties: { fuel: text, power: text },
      'x-graph': {
        type: 'fleet.combustion',
        bases: ['fleet.engine'],
        derived: ['#/definitions/fleet.turbo'],
      },
    },
    'fleet.turbo': {
      ...shape,
      properties: { pressure: text },
      'x-graph': { type: 'fleet.turbo', bases: ['fleet.combustion', 'fleet.engine'] },
    },
    'fleet.electric': {
      ...shape,
      properties: { power: text, battery: { ...text, writeOnly: true } },
      'x-graph': { type: 'fleet.electric', bases: ['fleet.engine'] },
    },
    'fleet.cooling': {
      ...shape,
      properties: { liquid: text, fan: text },
      'x-graph': { type: 'fleet.cooling' },
    },
    'fleet.attributes': {
      ...shape,
      additionalProperties: true,
      'x-graph': { type: 'fleet.attributes', open: true },
    },
    'fleet.seat': {
      ...shape,
      properties: { row: text, origin: { ...text, readOnly: true } },
      'x-graph': { type: 'fleet.seat' },
    },
  },
};
