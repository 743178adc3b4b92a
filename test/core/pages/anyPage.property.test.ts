import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { importPage } from '../../../src/core/pages/importPage.ts';
import { readSchema } from '../../../src/core/pages/schema/readSchema.ts';
import { fence, pageOf, requestOf } from './shapes.ts';

const TYPES = [
  ...[
    'String',
    'Boolean',
    'Int32',
    'Int64',
    'Double',
    'Decimal',
    'Guid',
    'Binary',
    'Date',
    'Duration',
    'Stream',
  ],
  ...[
    'Json',
    'Object',
    'shipMode',
    'microsoft.graph.lab.shipMode',
    '[shipHull](../resources/shiphull.md)',
    '',
    'TODO',
    '1x',
  ],
];
const WORDS = [
  ...[
    'A',
    'How it sails.',
    'Read-only.',
    'Not nullable.',
    'Write-only.',
    'Immutable.',
    'Deprecated.',
    'Required.',
    '**TODO: say**',
  ],
  ...[
    'The possible values are: `one`, `two`, `unknownFutureValue`.',
    'Possible values are: <ul><li>`a`</li></ul>',
    'Inherited from [base](x.md).',
  ],
];
const NAMES = [
  'id',
  'name',
  '@odata.type',
  'mode',
  'hull (deprecated)',
  'constructor',
  '__proto__',
  'a b',
  '',
];

const row = fc
  .tuple(
    fc.constantFrom(...NAMES),
    fc
      .tuple(fc.constantFrom(...TYPES), fc.constantFrom('', ' collection', '[]'))
      .map((parts) => parts.join('')),
    fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }).map((words) => words.join(' ')),
  )
  .map((cells) => cells.join('|'));

const value = fc.constantFrom(
  '"String"',
  '"one"',
  '7',
  'true',
  'null',
  '[]',
  '["one"]',
  '[{ "a": 1 }]',
  '{ "a": [[1]] }',
  '...',
);
const member = fc
  .tuple(
    fc.constantFrom('id', 'name', 'mode', 'hull', 'other', 'port@odata.bind', '@odata.type', '__proto__'),
    value,
  )
  .map(([name, json]) => `"${name}": ${json}`);
const json = fc.array(member, { maxLength: 5 }).map((members) => `{ ${members.join(', ')} }`);
const line = fc.constantFrom(
  ...[
    'PATCH https://graph.microsoft.com/v1.0/fleet/ships/7',
    "PUT /fleet/ships(code='7')",
    'PATCH /me/ship/$value',
    'DELETE /ships/1',
  ],
);

it('the schema of any page can be used, or there is none', async () => {
  const page = fc.record({
    rows: fc.array(row, { minLength: 1, maxLength: 6 }),
    calls: fc
      .array(line, { minLength: 1, maxLength: 3 })
      .map((lines) => ['PATCH /fleet/ships/{shipId}', ...lines].join('\n')),
    examples: fc
      .array(fc.tuple(json, line), { maxLength: 3 })
      .map((parts) => parts.map((part) => fence('http', requestOf(...part))).join('\n\n')),
  });
  let made = 0;
  await fc.assert(
    fc.asyncProperty(page, async (parts) => {
      const { schema } = importPage(pageOf(parts), { name: 'x.md' }, []);
      if (schema === undefined) return;
      made++;
      const read = await readSchema(schema.text);
      assert.ok(read.ok, read.ok ? '' : JSON.stringify(read.faults));
    }),
    { numRuns: 400 },
  );
  assert.ok(made > 100, `${made} of 400 pages gave a schema`);
});
