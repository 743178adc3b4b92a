import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { metadataCatalog } from '../../../../src/core/catalog/metadata/catalog.ts';
import type { ResourceSchema } from '../../../../src/core/catalog/schema.ts';
import { compiled } from './fleet.ts';
import { strict } from './strict.ts';

const NAMES = ['a', 'b', 'c', 'd', '__proto__', 'constructor', 'a.b', 'ü', 'id'];
const TYPES = [
  ...['Edm.String', 'Edm.Int64', 'Edm.Stream', 'Edm.Untyped', 'Edm.Nothing', 'Collection(Edm.Binary)', ''],
  ...NAMES.flatMap((name) => [`s.${name}`, `Collection(s.${name})`]),
  ...['s.gone', 'Collection(Collection(s.a))', 'Collection(', 'a', 'o.a'],
];
const usual = fc.constantFrom('a', 'b', 'c', 'd');
const name = fc.oneof({ weight: 3, arbitrary: usual }, fc.constantFrom(...NAMES));
const type = fc.constantFrom(...TYPES);
const base = fc.oneof({ weight: 2, arbitrary: fc.constant('') }, type);
const object = fc.oneof({ weight: 4, arbitrary: usual.map((each) => `s.${each}`) }, type);

const member = fc
  .tuple(fc.constantFrom('Property', 'NavigationProperty'), name, type, fc.boolean())
  .map(([element, of, as, part]) => `<${element} Name="${of}" Type="${as}" ContainsTarget="${part}"/>`);
const structured = fc
  .tuple(
    fc.constantFrom('EntityType', 'EntityType', 'ComplexType'),
    name,
    base,
    fc.boolean(),
    fc.array(member, { maxLength: 6 }),
  )
  .map(
    ([element, of, from, open, members]) =>
      `<${element} Name="${of}" BaseType="${from}" OpenType="${open}">${members.join('')}</${element}>`,
  );
const simple = fc
  .tuple(name, type, fc.array(name, { maxLength: 4 }), fc.boolean())
  .map(([of, behind, members, isEnum]) =>
    isEnum
      ? `<EnumType Name="${of}" IsFlags="${members.length > 2}">${members.map((each) => `<Member Name="${each}"/>`).join('')}</EnumType>`
      : `<TypeDefinition Name="${of}" UnderlyingType="${behind}"/>`,
  );
const operation = fc
  .tuple(fc.constantFrom('Action', 'Function'), name, type, type)
  .map(
    ([element, of, on, gives]) =>
      `<${element} Name="${of}" IsBound="true" IsComposable="true"><Parameter Name="on" Type="${on}"/><ReturnType Type="${gives}"/></${element}>`,
  );
const root = fc
  .tuple(fc.constantFrom('EntitySet', 'Singleton'), name, object)
  .map(([element, of, as]) => `<${element} Name="${of}" EntityType="${as}" Type="${as}"/>`);
const schema = fc
  .tuple(
    fc.constantFrom('s', 's', 'o', 's.a'),
    fc.array(fc.oneof({ weight: 3, arbitrary: structured }, simple, operation), { maxLength: 10 }),
    fc.array(root, { maxLength: 5 }),
  )
  .map(
    ([namespace, elements, roots]) =>
      `<Schema Namespace="${namespace}" Alias="${namespace}">${elements.join('')}<EntityContainer Name="c">${roots.join('')}</EntityContainer></Schema>`,
  );

describe('metadata in which nothing fits together', () => {
  it('is walked, searched and made schemas of all the same', () => {
    let schemasMade = 0;
    fc.assert(
      fc.property(
        fc.array(schema, { minLength: 1, maxLength: 3 }),
        fc.array(fc.oneof(name, fc.constantFrom('1', 's.a', '$ref', '$value', 'a(1)', '')), { maxLength: 6 }),
        (schemas, segments) => {
          const file = compiled(`<e:Edmx><e:DataServices>${schemas.join('')}</e:DataServices></e:Edmx>`);
          const catalog = metadataCatalog({ version: 'v1.0', file });
          const paths = ['', `/${segments.join('/')}`];
          for (const each of file.head.roots) {
            paths.push(`/${each.name}`, `/${each.name}/1`, `/${each.name}/1/${segments.join('/')}`);
          }
          const found = new Set<ResourceSchema>(catalog.schemas());
          for (const path of paths) {
            catalog.steps('v1.0', path);
            catalog.locate('v1.0', path);
            const resolution = catalog.resolve('v1.0', path);
            if (resolution.found) found.add(resolution.resource.schema);
          }
          let updates = 0;
          for (const update of catalog.updates()) {
            found.add(update.schema);
            if (++updates > 100) break;
          }
          for (const each of found) strict(each);
          schemasMade += found.size;
        },
      ),
      { numRuns: 120 },
    );
    assert.ok(schemasMade > 10, `no more than ${schemasMade} schemas were made`);
  });
});
