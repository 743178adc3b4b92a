import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MetadataModel } from '../../../../src/core/catalog/metadata/model.ts';
import { TypeSchemas } from '../../../../src/core/catalog/metadata/resourceSchema.ts';
import type { ResourceSchema } from '../../../../src/core/catalog/schema.ts';
import type { MetadataFile } from '../../../../src/core/csdl/file.ts';
import { plausibleObject } from '../../../../src/core/sandbox/located/plausible.ts';
import { jsonEditor } from '../../schemas/jsonEditor.ts';
import { compiled, fleet } from './fleet.ts';
import { graphMetadata } from './graphData.ts';

/** VS Code's own JSON support, with the schema of each entity type of a document, one after the other. */
async function eachServed(file: MetadataFile): Promise<number> {
  const model = new MetadataModel(file);
  const schemas = new TypeSchemas(model, 'v1.0', () => []);
  let types = 0;
  for (const name of file.names()) {
    const type = model.full(name);
    if (type?.record.kind !== 'entity') continue;
    await served(name, schemas.of(type));
    types++;
  }
  return types;
}

async function served(name: string, schema: ResourceSchema): Promise<void> {
  const { errors, labels } = jsonEditor(schema);
  const needsType = schema.required?.includes('@odata.type') ?? false;
  const [derived] = schema.properties['@odata.type']?.enum ?? [];
  const body = { ...(needsType ? { '@odata.type': derived } : {}), ...plausibleObject(schema, name, {}) };
  assert.deepEqual(await errors(body), [], `${name} ${JSON.stringify(body)}`);
  assert.notDeepEqual(await errors([]), [], name);
  const wrong = Object.entries(schema.properties).find(([, { type }]) => type !== undefined);
  if (wrong)
    assert.notDeepEqual(await errors({ ...body, [wrong[0]]: { a: [1] } }), [], `${name} ${wrong[0]}`);
  const proposed = new Set(await labels('{|}'));
  // The service keeps what is deprecated to itself.
  const expected = Object.entries(schema.properties).filter(([, { deprecated }]) => deprecated !== true);
  const missing = expected.map(([property]) => property).filter((property) => !proposed.has(property));
  assert.deepEqual(missing, [], name);
}

describe('VS Code’s own JSON support, with schemas made of metadata', () => {
  it('serves every entity type of an invented service', async () => {
    assert.equal(await eachServed(fleet), fleet.head.counts.entityTypes);
  });
  it('serves every entity type of Microsoft Graph', { skip: graphMetadata.skip }, async () => {
    const file = compiled(graphMetadata.text());
    assert.equal(await eachServed(file), file.head.counts.entityTypes);
  });
});
