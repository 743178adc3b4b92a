import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { memoryJournal, stderrLog } from '../../../src/cli/host.ts';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import { createEnvironments, SANDBOX } from '../../../src/core/environments.ts';
import { systemClock } from '../../../src/core/send/clock.ts';
import { createServices } from '../../../src/core/services.ts';

const folder = await mkdtemp(join(tmpdir(), 'graph-http-metadata-'));
after(() => rm(folder, { recursive: true, force: true }));

describe('the catalog of an environment', async () => {
  const environments = createEnvironments();
  const china = environments.byId('china') ?? SANDBOX;
  const services = createServices({
    clock: systemClock,
    log: stderrLog,
    tokens: { getToken: () => Promise.reject(new Error('No token is needed.')) },
    journal: memoryJournal(),
    sandboxUrl: () => '',
    client: () => ({ version: 'test', clock: systemClock }),
    metadata: {
      folder,
      settings: () => ({ source: 'service', refreshDays: 0 }),
      environment: () => SANDBOX,
    },
  });
  after(() => services.dispose());
  let changes = 0;
  services.onMetadataChanged(() => changes++);
  const knows = async (path: string, environment = SANDBOX) =>
    (await services.catalog(environment)).resolve('v1.0', path).found;

  it('is that of the built-in schemas as long as there is no metadata', async () => {
    assert.equal(await knows('/identity/apiConnectors/1'), true);
    assert.equal(await knows('/vehicles/7'), false);
    assert.equal(await services.catalog(), await services.catalog(SANDBOX));
  });
  it('has what was taken in, with the built-in schemas before it, in that environment only', async () => {
    const bytes = await readFile(`${import.meta.dirname}/../catalog/metadata/fleet.csdl`);
    const library = await services.library();
    await library?.take(SANDBOX, 'v1.0', { address: '/fleet.csdl', name: 'fleet.csdl', bytes });
    assert.ok(changes > 0);
    assert.equal(await knows('/vehicles/7'), true);
    assert.equal(await knows('/identity/apiConnectors/1'), true);
    assert.equal(await knows('/vehicles/7', china), false);
    assert.equal(await services.catalog(), await services.catalog());
  });
  it('has other hand-written schemas as soon as they are others', async () => {
    const library = await services.library();
    const none = createCatalog([]);
    const without = await library?.catalog(SANDBOX, none);
    assert.equal(without?.resolve('v1.0', '/identity/apiConnectors/1').found, false);
    assert.equal(without?.resolve('v1.0', '/vehicles/7').found, true);
    assert.equal(await knows('/identity/apiConnectors/1'), true);
  });
});
