import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { metadataCatalog } from '../../../../src/core/catalog/metadata/catalog.ts';
import { MetadataModel } from '../../../../src/core/catalog/metadata/model.ts';
import { TypeSchemas } from '../../../../src/core/catalog/metadata/resourceSchema.ts';
import { edmFormats } from '../../../../src/core/check/formats.ts';
import { annotationKeywords } from '../../schemas/keywords.ts';
import { compiled } from './fleet.ts';
import { graphMetadata } from './graphData.ts';
import { plainWalk } from './plainWalk.ts';

describe('the metadata of Microsoft Graph', { skip: graphMetadata.skip }, () => {
  const text = graphMetadata.skip ? '' : graphMetadata.text();
  const file = graphMetadata.skip ? undefined : compiled(text);

  it('gives every entity type a schema that ajv takes at its strictest', () => {
    assert.ok(file);
    const model = new MetadataModel(file);
    const schemas = new TypeSchemas(model, 'v1.0', () => []);
    const ajv = new Ajv({
      strict: true,
      strictTypes: false,
      formats: edmFormats,
      keywords: [...annotationKeywords],
    });
    let types = 0;
    const definitions: Record<string, unknown> = {};
    for (const name of file.names()) {
      const type = model.full(name);
      if (type?.record.kind !== 'entity') continue;
      const { definitions: reached, ...own } = schemas.of(type);
      Object.assign(definitions, reached);
      const { $id, $schema, ...schema } = own;
      definitions[name] = schema;
      types++;
    }
    assert.equal(types, file.head.counts.entityTypes);
    // One schema with all of them in it: what they share is compiled once.
    const all = { $id: 'https://graph-http.dev/all.json', definitions: structuredClone({ ...definitions }) };
    assert.ok(ajv.validateSchema({ $schema: 'http://json-schema.org/draft-07/schema#', ...all }));
    ajv.addSchema(all);
    for (const name of Object.keys(definitions)) {
      const validate = ajv.getSchema(`${all.$id}#/definitions/${name}`);
      assert.ok(validate, name);
      assert.equal(validate([]), false, name);
    }
  });

  it('resolves every updatable path to depth 4 to the type that a plain walk over the document finds', () => {
    assert.ok(file);
    const catalog = metadataCatalog({ version: 'v1.0', file });
    const paths = plainWalk(text, 4);
    assert.ok(paths.length > 700, `${paths.length}`);
    const wrong = paths.filter(({ path: each, type }) => {
      const answer = catalog.resolve('v1.0', each);
      return !answer.found || answer.resource.schema['x-graph'].type !== type;
    });
    assert.deepEqual(wrong, []);
  });
});
