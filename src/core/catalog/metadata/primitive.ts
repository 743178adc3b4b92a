import type { GraphSchema, JsonType } from '../schema.ts';

type Encoding = Pick<GraphSchema, 'format' | 'minimum' | 'maximum' | 'examples'> & {
  readonly type?: JsonType | readonly JsonType[];
};

const INT32 = { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 };
const INTEGER = { type: 'integer', examples: [1] } as const;

/** How values of the primitive types stand in JSON: OData JSON Format 4.01, section 7.1. */
const ENCODINGS: Readonly<Record<string, Encoding>> = {
  'Edm.String': { type: 'string' },
  'Edm.Boolean': { type: 'boolean', examples: [true] },
  'Edm.Byte': { ...INTEGER, minimum: 0, maximum: 255 },
  'Edm.SByte': { ...INTEGER, minimum: -128, maximum: 127 },
  'Edm.Int16': { ...INTEGER, minimum: -32768, maximum: 32767 },
  'Edm.Int32': { ...INTEGER, ...INT32 },
  'Edm.Int64': { ...INTEGER, format: 'edm-int64' },
  'Edm.Single': { type: ['number', 'string'], format: 'edm-double', examples: [0.5] },
  'Edm.Double': { type: ['number', 'string'], format: 'edm-double', examples: [0.5] },
  'Edm.Decimal': { type: ['number', 'string'], format: 'edm-decimal', examples: [9.95] },
  'Edm.DateTimeOffset': { type: 'string', format: 'date-time', examples: ['2026-01-31T08:30:00Z'] },
  'Edm.Date': { type: 'string', format: 'date', examples: ['2026-01-31'] },
  'Edm.TimeOfDay': { type: 'string', format: 'edm-time-of-day', examples: ['08:30:00'] },
  'Edm.Duration': { type: 'string', format: 'edm-duration', examples: ['PT1H30M'] },
  'Edm.Guid': { type: 'string', format: 'uuid', examples: ['5c83e5f4-3f2a-4a6e-9a55-2f0b1f9c8d10'] },
  'Edm.Binary': { type: 'string', format: 'edm-binary', examples: ['YQ=='] },
};

/** The JSON of a primitive type; of one that may hold anything, or is no primitive type, nothing is said. */
export function encodingOf(type: string): Encoding {
  return (Object.hasOwn(ENCODINGS, type) ? ENCODINGS[type] : undefined) ?? {};
}
