import fc from 'fast-check';
import type { GraphSchema, ResourceSchema } from '../../../../src/core/catalog/schema.ts';
import { schemaAt } from '../../../../src/core/catalog/schemaReferences.ts';

/** Values of which most fit some property, and few fit a given one. */
const anyValue = fc.oneof(
  fc.constantFrom<unknown>(
    ...[
      null,
      true,
      false,
      0,
      -1,
      1.5,
      3e9,
      1e300,
      Number.POSITIVE_INFINITY,
      2 ** 63,
      '',
      'x',
      '😀😀😀😀😀😀😀😀',
      'INF',
    ],
    ...['2026-01-31', '2026-01-31T08:30:00Z', '08:30', 'PT1H', 'YQ==', 'https://contoso.com', 'read,write'],
    ...[
      '5c83e5f4-3f2a-4a6e-9a55-2f0b1f9c8d10',
      'ABC',
      'x'.repeat(1025),
      'unknownFutureValue',
      [],
      {},
      [null],
      [[]],
    ],
  ),
  fc.json({ maxDepth: 2 }).map((text): unknown => JSON.parse(text)),
);

/** Names that a schema has to judge: declared ones, annotations, others, and those of every JavaScript object. */
function anyName(declared: readonly string[]): fc.Arbitrary<string> {
  const others = [
    'x',
    '@odata.id',
    '@odata.type',
    'a@odata.bind',
    'a@odata.x',
    'constructor',
    '__proto__',
    'a/b~c',
    '',
  ];
  if (declared.length === 0) return fc.constantFrom(...others);
  return fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...declared) }, fc.constantFrom(...others));
}

/** Bodies for a schema: right ones, wrong ones, and all between, as JSON text has them. */
export function anyBody(root: ResourceSchema): fc.Arbitrary<unknown> {
  return anyOf(root, root, 4).map((value): unknown => value);
}

function anyOf(root: ResourceSchema, schema: GraphSchema, depth: number): fc.Arbitrary<unknown> {
  const target = schema.$ref === undefined ? undefined : schemaAt(root, schema.$ref);
  if (target !== undefined) return anyOf(root, target, depth);
  const right: fc.Arbitrary<unknown>[] = [anyValue];
  const known = [...(schema.enum ?? []), ...(schema.examples ?? [])];
  if (known.length > 0) right.push(fc.constantFrom(...known));
  if (depth > 0 && schema.items !== undefined) {
    right.push(fc.array(anyOf(root, schema.items, depth - 1), { maxLength: 4 }));
  }
  if (depth > 0 && schema.properties !== undefined) right.push(anyObject(root, schema, depth));
  const [, ...better] = right;
  return better.length === 0
    ? anyValue
    : fc.oneof({ weight: 1, arbitrary: anyValue }, { weight: 4, arbitrary: fc.oneof(...better) });
}

/** An object of a type, or of one of those derived from it, with the name of either, or of neither. */
function anyObject(root: ResourceSchema, schema: GraphSchema, depth: number): fc.Arbitrary<unknown> {
  const derived = (schema['x-graph']?.derived ?? []).flatMap((reference) => schemaAt(root, reference) ?? []);
  return fc.constantFrom(schema, ...derived).chain((type) => {
    const properties = { ...schema.properties, ...type.properties };
    const name = anyName(Object.keys(properties));
    const names = [...(type.properties?.['@odata.type']?.enum ?? []), 'test.other', 5];
    const property = name.chain((each) =>
      fc.tuple(
        fc.constant(each),
        each === '@odata.type'
          ? fc.constantFrom<unknown>(...names)
          : anyOf(root, Object.hasOwn(properties, each) ? (properties[each] ?? {}) : {}, depth - 1),
      ),
    );
    const typed = fc.constantFrom<unknown>(...names).map((value) => ['@odata.type', value] as const);
    return fc
      .tuple(fc.option(typed, { freq: 3 }), fc.array(property, { maxLength: 6 }))
      .map(([first, rest]): unknown => JSON.parse(objectText([...(first ? [first] : []), ...rest])));
  });
}

/** As text first, so that `__proto__` is a name like any other; a number beyond every double stays one. */
function objectText(members: readonly (readonly [string, unknown])[]): string {
  return `{${members.map(([name, value]) => `${JSON.stringify(name)}:${valueText(value)}`).join(',')}}`;
}

function valueText(value: unknown): string {
  if (value === Number.POSITIVE_INFINITY) return '1e999';
  if (Array.isArray(value)) return `[${value.map(valueText).join(',')}]`;
  if (typeof value === 'object' && value !== null) return objectText(Object.entries(value));
  return JSON.stringify(value);
}
