import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { GraphSchema, ResourceSchema } from '../../../src/core/catalog/schema.ts';
import { schemaOf, shipped } from './shipped.ts';
import expected from './types.json' with { type: 'json' };

/** `Collection(Edm.String)! computed`: as `types.json` writes a property, `Edm.` left out. */
function written(schema: GraphSchema): string {
  const facts = schema['x-graph'];
  const marks = [
    facts?.update,
    facts?.replaced && 'replaced',
    facts?.secret && 'secret',
    facts?.draft && 'draft',
  ];
  const type = facts?.type.replaceAll('Edm.', '') ?? '';
  return [type + (facts?.nullable === false ? '!' : ''), ...marks.filter(Boolean)].join(' ');
}

function declared(schema: GraphSchema): Record<string, string> {
  const own = Object.entries(schema.properties ?? {}).filter(([name]) => !name.startsWith('@'));
  return Object.fromEntries(own.map(([name, property]) => [name, written(property)]));
}

const types: Readonly<Record<string, Readonly<Record<string, string>>>> = expected;

describe('every type', () => {
  const seen = new Set<string>();
  for (const schema of shipped.values()) {
    for (const [name, type] of [
      [schema['x-graph'].type, schema],
      ...Object.entries(schema.definitions),
    ] as const) {
      seen.add(name);
      it(`${name} has the properties that metadata and page give it`, () => {
        assert.deepEqual(sorted(declared(type)), sorted(types[name] ?? {}));
      });
    }
  }
  it('of the list is there', () => {
    assert.deepEqual([...seen].sort(), Object.keys(types).sort());
  });
});

function sorted(record: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A row of a page's property table. */
interface Row {
  readonly name: string;
  readonly type: string;
  /** Members of an enum that the row names. */
  readonly members: readonly string[];
}

/** The property table of an API page, with its types as EDM has them. */
function propertyTable(page: string): readonly Row[] {
  const namespace = /^Namespace: (\S+)/m.exec(page)?.[1] ?? '';
  const section = /^## Request body$(.*?)^## /ms.exec(page)?.[1] ?? '';
  return [...section.matchAll(/^\|(\w+)\|([^|]+)\|(.*)\|$/gm)]
    .filter(([, name]) => name !== 'Property')
    .map(([, name = '', type = '', text = '']) => ({
      name,
      type: edmType(type.trim(), namespace),
      members: [...(/values are: (.*)/.exec(text)?.[1]?.matchAll(/`(\w+)`/g) ?? [])].map(
        ([, member = '']) => member,
      ),
    }));
}

const primitive = new Set(['String', 'Boolean', 'Int32', 'Int64', 'Guid', 'Binary', 'DateTimeOffset']);

function edmType(text: string, namespace: string): string {
  const collection = /^(.*) collection$/.exec(text);
  if (collection) return `Collection(${edmType(collection[1] ?? '', namespace)})`;
  const name = /^\[(\w+)\]/.exec(text)?.[1] ?? text;
  return primitive.has(name) ? `Edm.${name}` : `${namespace}.${name}`;
}

/** The request body that a page gives as its example. */
function exampleRequest(page: string): { readonly url: string; readonly names: readonly string[] } {
  const block = /^``` http\nPATCH https:\/\/\S+?(?=\n)[\s\S]*?^```/m.exec(page)?.[0] ?? '';
  const body = JSON.parse(/^\{[\s\S]*^\}/m.exec(block)?.[0] ?? '{}');
  return { url: /https:\S+/.exec(block)?.[0] ?? '', names: Object.keys(body) };
}

const pages = new URL('../../../../shared/pages/', import.meta.url);
const skip = existsSync(pages) ? false : 'the API pages (../shared/pages) are not here';

/** Page, schema, and how many rows its table has. */
const tables: readonly (readonly [page: string, schema: string, rows: number])[] = [
  ['update-identity.md', 'identity', 1],
  ['update-identityapiconnector.md', 'identityApiConnector', 4],
  ['update-deviceidentities.md', 'importedWindowsAutopilotDeviceIdentity', 9],
  ['update-importeddeviceidentities.md', 'importedDeviceIdentity', 9],
  ['update-agentidentity.md', 'agentIdentity', 57],
];

describe('every row of a page', () => {
  for (const [file, name, rows] of tables) {
    it(`${file}: ${rows}`, { skip }, () => {
      const table = propertyTable(readFileSync(new URL(file, pages), 'utf8'));
      assert.equal(table.length, rows);
      for (const row of table) covers(schemaOf(name), row);
    });
  }
});

function covers(schema: ResourceSchema, { name, type, members }: Row): void {
  const property = schema.properties[name];
  assert.equal(property?.['x-graph']?.type, type, name);
  for (const member of members) assert.ok(property?.enum?.includes(member), `${name}: ${member}`);
}

describe('the example request of a page', () => {
  for (const [file, name] of tables) {
    it(`${file} has only properties and a URL that the schema knows`, { skip }, () => {
      const schema = schemaOf(name);
      const { url, names } = exampleRequest(readFileSync(new URL(file, pages), 'utf8'));
      assert.ok(names.length > 1, 'the example was read');
      for (const property of names) assert.ok(Object.hasOwn(schema.properties, property), property);
      const [endpoint] = schema['x-graph'].endpoints;
      const printed = endpoint?.pageVersions.map(
        (version) => `https://graph.microsoft.com/${version}${endpoint.pagePath}`,
      );
      assert.ok(printed?.includes(url), url);
    });
  }
});

const metadata = new URL('../../../../shared/data/graph-v1.0.csdl', import.meta.url);
const noMetadata = existsSync(metadata) ? false : 'the metadata (../shared/data) is not here';

describe('navigation properties', { skip: noMetadata }, () => {
  const csdl = noMetadata ? '' : readFileSync(metadata, 'utf8');

  /** `owners: Collection(microsoft.graph.directoryObject)`, with `contained` behind it, as metadata has them. */
  function navigationOf(type: string): readonly string[] {
    const pattern = `<EntityType Name="${type}"[^>]*(?:/>|>(.*?)</EntityType>)`;
    const inside = new RegExp(pattern, 's').exec(csdl)?.[1] ?? '';
    return [...inside.matchAll(/<NavigationProperty Name="(\w+)" Type="([^"]+)"([^>]*)>/g)].map(
      ([, name, full = '', rest = '']) =>
        `${name}: ${full.replace('graph.', 'microsoft.graph.')}${rest.includes('ContainsTarget="true"') ? ' contained' : ''}`,
    );
  }

  it('are those of the type and its base types', () => {
    for (const schema of shipped.values()) {
      const { type, bases = [], navigation = {} } = schema['x-graph'];
      const names = [type, ...bases].map((name) => name.slice(name.lastIndexOf('.') + 1));
      const said = Object.entries(navigation).map(
        ([name, facts]) => `${name}: ${facts.type}${facts.contained ? ' contained' : ''}`,
      );
      assert.deepEqual(said.sort(), names.flatMap(navigationOf).sort(), type);
    }
  });
});
