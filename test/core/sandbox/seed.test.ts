import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import type { GraphSchema, ResourceSchema } from '../../../src/core/catalog/schema.ts';
import { isObject } from '../../../src/core/change/json.ts';
import { itemSchema, rootType, valueType } from '../../../src/core/change/types.ts';
import { SEEDS } from '../../../src/core/sandbox/objects/seed.ts';
import type { JsonObject } from '../../../src/core/text/jsonValues.ts';
import {
  AGENT,
  AUTOPILOT,
  CONNECTOR,
  compiled,
  MEMBER,
  startTestSandbox,
  type TestSandbox,
  WORKING_DEVICE,
} from './client.ts';

const schemas = await builtinSchemas();
const validators = compiled(schemas);

function schemaOf(type: string): ResourceSchema {
  const found = schemas.find((schema) => schema['x-graph'].type === type);
  assert.ok(found, `no schema of ${type}`);
  return found;
}

/** Paths of declared properties that the object leaves out, write-only ones aside. */
function missing(
  root: ResourceSchema,
  schema: GraphSchema | undefined,
  value: unknown,
  path: string,
): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => missing(root, itemSchema(root, schema), item, `${path}/${index}`));
  }
  if (!isObject(value)) return [];
  const type = schema === root ? rootType(root) : valueType(root, schema, value['@odata.type']);
  return [...(type?.properties.values() ?? [])].flatMap(({ name, schema: property }) => {
    if (property.writeOnly) return [];
    return name in value ? missing(root, property, value[name], `${path}/${name}`) : [`${path}/${name}`];
  });
}

describe('the objects of the sandbox', () => {
  it('are one for each schema', () => {
    assert.deepEqual(
      SEEDS.map(({ type }) => type),
      schemas.map((schema) => schema['x-graph'].type),
    );
  });

  for (const { type, object } of SEEDS) {
    it(`${type} fits its schema and has every property of it`, () => {
      const schema = schemaOf(type);
      const validate = validators[schema.$id];
      assert.ok(validate?.(object), JSON.stringify(validate?.errors));
      assert.deepEqual(missing(schema, schema, object, ''), []);
    });
  }
});

describe('the API pages', () => {
  const pages = new URL('../../../../shared/pages/', import.meta.url);
  const skip = existsSync(pages) ? false : 'the folder ../shared/pages is not here';
  let test: TestSandbox;
  before(async () => {
    test = await startTestSandbox();
  });
  after(() => test.sandbox.close());

  const cases: readonly [string, string][] = [
    ['update-identity.md', MEMBER],
    ['update-identityapiconnector.md', CONNECTOR],
    ['update-deviceidentities.md', AUTOPILOT],
    ['update-importeddeviceidentities.md', WORKING_DEVICE],
    ['update-agentidentity.md', AGENT],
  ];
  for (const [file, url] of cases) {
    it(`${file}: the response example's id and properties are those of the object`, { skip }, async () => {
      const page = readFileSync(new URL(file, pages), 'utf8');
      const example: JsonObject = JSON.parse(/HTTP\/1\.1 200 OK[^{]*(\{.*?\n\})/s.exec(page)?.[1] ?? '');
      const all = await test.accepts(
        `GET ${url}?$select=${Object.keys(example)
          .filter((name) => !name.includes('@'))
          .join()}`,
      );
      assert.equal(all.json.id, example.id);
      assert.equal(all.json['@odata.type'], example['@odata.type']);
      const absent = Object.keys(example).filter((name) => !(name in all.json));
      assert.deepEqual(absent, []);
    });
  }
});
