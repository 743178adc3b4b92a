import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import type { Catalog } from '../../../src/core/catalog/resource.ts';
import { warmUp } from '../../../src/core/check/warmUp.ts';

describe('warming up', () => {
  it('asks the catalog as checks do, and lets others go on before each request', async () => {
    const catalog = createCatalog(await builtinSchemas());
    const said: string[] = [];
    const watched: Catalog = {
      ...catalog,
      resolve: (version, segments) => {
        const resolution = catalog.resolve(version, segments);
        said.push(resolution.found ? resolution.resource.schema.title : 'nothing');
        return resolution;
      },
    };
    await warmUp(watched, () => {
      said.push('pause');
      return Promise.resolve();
    });
    const stretches = said.join(' ').split('pause').slice(1);
    assert.equal(stretches.length, 3);
    for (const each of stretches) assert.match(each, /identityApiConnector/);
    assert.ok(!said.includes('nothing'));
  });
});
