import fc from 'fast-check';
import { type ObjectSchema, objectSchema } from '../../../../src/core/catalog/objectSchema.ts';
import type { EdmFormat, GraphSchema, ResourceSchema } from '../../../../src/core/catalog/schema.ts';
import { effectiveSchema } from '../../../../src/core/catalog/schemaReferences.ts';

/** Nesting below this has no more objects and lists. */
const DEEPEST = 4;

const twoDigits = (highest: number, lowest = 0) =>
  fc.integer({ min: lowest, max: highest }).map((number) => String(number).padStart(2, '0'));
const date = fc
  .tuple(fc.integer({ min: 1900, max: 2100 }), twoDigits(12, 1), twoDigits(28, 1))
  .map((parts) => parts.join('-'));
const fraction = fc.constantFrom('', '.5', '.123456789012');
const time = fc
  .tuple(twoDigits(23), twoDigits(59), twoDigits(59), fraction)
  .map(([h, m, s, f]) => `${h}:${m}:${s}${f}`);
const bytes = fc.uint8Array({ maxLength: 12 }).map((each) => Buffer.from(each));

/** Values of each format, as the service writes them. */
const FORMATS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  'date-time': fc
    .tuple(date, time, fc.constantFrom('Z', '+02:00', '-23:59'))
    .map(([d, t, zone]) => `${d}T${t}${zone}`),
  date,
  'edm-time-of-day': time,
  'edm-duration': fc.constantFrom('PT0S', 'P1D', '-P3DT12H30M5.5S', 'PT36H'),
  uuid: fc.uuid(),
  'edm-binary': fc.oneof(
    bytes.map((each) => each.toString('base64')),
    bytes.map((each) => each.toString('base64url')),
  ),
  'edm-int64': fc.maxSafeInteger(),
  uri: fc.webUrl(),
};

/** Text that stands for nothing else: no placeholder, and no braces that could be a reference. */
const plainText = fc.stringMatching(/^[a-z][a-z ]{0,11}[0-9]$/);

/** Bodies that set properties as the schema says, null and extra properties where they are allowed. */
export function validBody(root: ResourceSchema): fc.Arbitrary<Record<string, unknown>> {
  return complexValue(root, root, 0);
}

function anyValue(root: ResourceSchema, declared: GraphSchema, depth: number): fc.Arbitrary<unknown> {
  const schema = effectiveSchema(root, declared);
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (schema.enum) return fc.constantFrom(...schema.enum.filter((each) => each !== 'unknownFutureValue'));
  const kinds = types.flatMap((type) => {
    if (type === 'object') return depth < DEEPEST ? [complexValue(root, schema, depth)] : [];
    if (type === 'array') return [listOf(root, schema, depth)];
    return [primitive(type, schema)];
  });
  if (kinds.length === 0)
    return types.length === 0 ? plainText : fc.constant(types.includes('null') ? null : {});
  return fc.oneof(...kinds);
}

function primitive(type: string, schema: GraphSchema): fc.Arbitrary<unknown> {
  if (type === 'null') return fc.constant(null);
  if (type === 'boolean') return fc.boolean();
  if (type === 'string') return text(schema);
  const { minimum: min = -(2 ** 31), maximum: max = 2 ** 31 - 1 } = schema;
  if (schema.format) return formatted(schema, schema.format);
  return type === 'integer'
    ? fc.integer({ min, max })
    : fc.double({ min, max, noNaN: true, noDefaultInfinity: true });
}

function text(schema: GraphSchema): fc.Arbitrary<unknown> {
  const { format, maxLength, pattern } = schema;
  if (format) return formatted(schema, format);
  const plain =
    pattern === undefined
      ? plainText
      : fc.stringMatching(new RegExp(pattern, 'u')).filter((each) => !each.includes('{'));
  return maxLength === undefined ? plain : plain.map((each) => each.slice(0, maxLength));
}

/** Values of a format; of one that nothing is known of here, the examples of the schema. */
function formatted(schema: GraphSchema, format: EdmFormat): fc.Arbitrary<unknown> {
  const { type, examples = [] } = schema;
  if (format === 'edm-flags') return flags(schema);
  const known = FORMATS[format];
  if (known) return known;
  const [first, ...more] = examples.filter((each) => type?.includes(typeof each as 'string' | 'number'));
  return fc.constantFrom(first ?? null, ...more);
}

/** Members of a flags enum, joined by commas. */
function flags(schema: GraphSchema): fc.Arbitrary<unknown> {
  const members = Object.keys(schema['x-graph']?.members ?? {}).filter(
    (each) => each !== 'unknownFutureValue',
  );
  return fc.subarray(members, { minLength: 1 }).map((each) => each.join(','));
}

function listOf(root: ResourceSchema, { items }: GraphSchema, depth: number): fc.Arbitrary<unknown> {
  // At the bottom an object would be empty, which not every type may be.
  if (items === undefined || depth + 1 >= DEEPEST) return fc.constant([]);
  return fc.array(anyValue(root, items, depth + 1), { maxLength: 3 });
}

/** A value of the declared type, or of one that is derived from it and named. */
function complexValue(
  root: ResourceSchema,
  schema: GraphSchema,
  depth: number,
): fc.Arbitrary<Record<string, unknown>> {
  const declared = objectSchema(root, schema, undefined);
  const required = schema.required ?? [];
  const derived = declared.derived
    .map((name) => objectSchema(root, schema, name))
    .filter(({ abstract }) => !abstract);
  const ownNeedsNoName = !declared.abstract || derived.length === 0;
  const types = ownNeedsNoName ? [declared, ...derived] : derived;
  // Only what is chosen is looked into: a type may have many derived ones, and those large values.
  return fc
    .constantFrom(...types)
    .chain((type) =>
      type === declared
        ? objectOf(root, declared, depth, required)
        : objectOf(root, type, depth, [...required, ...(type.schema.required ?? [])], declared),
    );
}

/** A value for a property that the type does not declare. */
function dynamicValue(root: ResourceSchema, { schema }: ObjectSchema, depth: number): fc.Arbitrary<unknown> {
  const others = schema.additionalProperties;
  if (typeof others === 'object') return anyValue(root, others, depth + 1);
  return fc.oneof(plainText, fc.integer(), fc.boolean(), fc.constant(null));
}

function objectOf(
  root: ResourceSchema,
  type: ObjectSchema,
  depth: number,
  required: readonly string[],
  declared?: ObjectSchema,
): fc.Arbitrary<Record<string, unknown>> {
  const members: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [name, property] of type.properties) {
    if (name === '@odata.type' || property.readOnly === true || isStream(property)) continue;
    members[name] = anyValue(root, property, depth + 1);
  }
  const names = typeNames(type, declared ?? type);
  if (names.length > 0) members['@odata.type'] = fc.constantFrom(...names);
  if (type.open) members.zzExtraQuantity = dynamicValue(root, type, depth);
  if (depth === 0) members['@odata.etag'] = fc.constant('W/"1"');
  const always = declared ? [...required, '@odata.type'] : required;
  return fc.record(members, { requiredKeys: always.filter((name) => name in members) });
}

/** Content that is sent by itself, never in a body. */
function isStream(schema: GraphSchema): boolean {
  return schema['x-graph']?.type === 'Edm.Stream';
}

/** What `@odata.type` may be for a value of a type where another one, or the same, is declared. */
function typeNames({ name }: ObjectSchema, declared: ObjectSchema): readonly string[] {
  const allowed = declared.properties.get('@odata.type')?.enum;
  const names = name === undefined ? [] : [`#${name}`, name];
  return allowed === undefined ? names : names.filter((each) => allowed.includes(each));
}
