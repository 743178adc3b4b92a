import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { ValidateFunction } from 'ajv';
import { buildValidators } from '../../../src/core/catalog/validators.build.mjs';
import { exampleBody, shipped, validatorAt } from './shipped.ts';

describe('the validators that the build writes', () => {
  let folder = '';
  let source = '';
  let validators: Readonly<Record<string, ValidateFunction>> = {};

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'graph-http-'));
    const file = join(folder, 'validators.js');
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    await buildValidators(file);
    source = await readFile(file, 'utf8');
    validators = (await import(pathToFileURL(file).href)).default;
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('stand alone: nothing is imported, required or evaluated', () => {
    assert.doesNotMatch(source, /\bimport[\s({"']|[^'"]\brequire\(|\beval\(|new Function/);
  });
  it('are there for every schema, by its $id', () => {
    const ids = [...shipped.values()].map(({ $id }) => $id);
    assert.deepEqual(Object.keys(validators).sort(), ids.sort());
  });
  it('accept what the schema accepts', () => {
    for (const schema of shipped.values()) {
      const validate = validators[schema.$id];
      assert.ok(validate?.(exampleBody(schema)), JSON.stringify(validate?.errors));
    }
  });
  it('report every error, and the same as ajv does with the whole schema', () => {
    const broken: Readonly<Record<string, unknown>> = {
      id: null,
      type: 'x',
      displayName: 5,
      platform: 'String',
      createdDateTime: '2025-10-27',
      hardwareIdentifier: 'Binary',
      tokenEncryptionKeyId: 'Guid',
      notes: 'x'.repeat(1025),
      addIns: [{ type: null, properties: [null, { key: 1 }] }],
      authenticationConfiguration: {
        '@odata.type': '#microsoft.graph.basicAuthentication',
        password: 5,
        x: 1,
      },
      'a@odata.bind': 5,
    };
    for (const schema of shipped.values()) {
      const validate = validators[schema.$id];
      const whole = validatorAt(schema, '');
      assert.equal(validate?.(broken), false);
      assert.equal(whole(broken), false);
      const found = (each: ValidateFunction | undefined) =>
        (each?.errors ?? []).map(({ instancePath, keyword, params }) => [instancePath, keyword, params]);
      assert.ok(found(validate).length > 3);
      assert.deepEqual(new Set(found(validate).map(String)), new Set(found(whole).map(String)));
    }
  });
  it('are small enough to be loaded while somebody waits', () => {
    assert.ok(source.length < 260_000, `${source.length} bytes`);
  });
});
