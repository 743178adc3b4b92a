import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { MetadataModel } from '../../../../src/core/catalog/metadata/model.ts';
import { TypeSchemas } from '../../../../src/core/catalog/metadata/resourceSchema.ts';
import type { GraphSchema, ResourceSchema } from '../../../../src/core/catalog/schema.ts';
import { edmFormats } from '../../../../src/core/check/formats.ts';
import { schemaErrors } from '../../../../src/core/check/schema/validate.ts';
import { compiled } from '../../catalog/metadata/fleet.ts';
import { graphMetadata } from '../../catalog/metadata/graphData.ts';
import { withoutAnnotations } from '../../schemas/keywords.ts';
import { anyBody } from './arbitraries.ts';
import { told } from './oracle.ts';

/** Bodies of each type. */
const BODIES = 3;

describe('bodies of every entity type of Microsoft Graph', { skip: graphMetadata.skip }, () => {
  it('are judged as ajv judges them', () => {
    const model = new MetadataModel(compiled(graphMetadata.text()));
    const schemas = new TypeSchemas(model, 'v1.0', () => []);
    const roots = new Map<string, ResourceSchema>();
    const definitions: Record<string, GraphSchema> = {};
    for (const name of model.file.names()) {
      const type = model.full(name);
      if (type?.record.kind !== 'entity') continue;
      const root = schemas.of(type);
      roots.set(name, root);
      const { $schema, $id, definitions: _, ...own } = withoutAnnotations(root);
      Object.assign(definitions, withoutAnnotations(root).definitions, { [`root.${name}`]: own });
    }
    // One schema with all of them in it: what they share is compiled once.
    const ajv = new Ajv({
      strict: false,
      strictNumbers: true,
      allErrors: true,
      validateSchema: false,
      formats: edmFormats,
    });
    ajv.addSchema({ $id: 'https://graph-http.dev/all.json', definitions });
    let wrong = 0;
    for (const [name, root] of roots) {
      const validate = ajv.getSchema(`https://graph-http.dev/all.json#/definitions/root.${name}`);
      assert.ok(validate, name);
      for (const body of fc.sample(anyBody(root), BODIES)) {
        const expected: readonly string[] = validate(body) ? [] : told(validate.errors ?? []);
        assert.deepEqual(told(schemaErrors(root, body)), expected, `${name} ${JSON.stringify(body)}`);
        if (expected.length > 0) wrong++;
      }
    }
    assert.ok(roots.size > 1000 && wrong > roots.size, `${wrong} wrong bodies of ${roots.size} types`);
  });
});
