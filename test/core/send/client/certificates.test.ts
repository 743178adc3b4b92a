import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { createAuthority } from '../../../support/certificates.ts';
import { ACCESS, authority, client, cloudServer, json, toCloud } from '../world.ts';

async function answeredWith(t: TestContext, caFile: string, systemCertificates = false): Promise<string> {
  const server = await cloudServer(t, (_got, response) => json(response, 200, {}));
  const connectTo = () => ({ hostname: '127.0.0.1', port: server.port });
  const outcome = await client(t, { caFile, systemCertificates, connectTo }).send(toCloud(), ACCESS);
  return 'code' in outcome ? outcome.code : outcome.kind;
}

async function fileWith(t: TestContext, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'graph-http-test-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'extra.pem');
  await writeFile(path, text);
  return path;
}

suite('a file of extra certificates', () => {
  const other = createAuthority('Another authority').cert;

  test('is trusted, whichever of its certificates it is', async (t) => {
    for (const text of [authority.cert, `# ours\n${other}\n${authority.cert}`]) {
      assert.equal(await answeredWith(t, await fileWith(t, text)), 'object');
      assert.equal(await answeredWith(t, await fileWith(t, text), true), 'object');
    }
  });

  test('trusts nobody else, and nobody where it cannot be read', async (t) => {
    assert.equal(await answeredWith(t, await fileWith(t, other)), 'certificate');
    assert.equal(await answeredWith(t, '/nowhere/extra.pem'), 'certificate');
    assert.equal(await answeredWith(t, '/nowhere/extra.pem', true), 'certificate');
  });
});
