import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { cliFolder, GOOD } from './support.ts';

const { run, file, folder } = await cliFolder();
const schemas = join(folder, '.graph-http', 'schemas');
await mkdir(schemas, { recursive: true });
await mkdir(join(folder, 'deep', 'requests'), { recursive: true });

/** A schema of a workspace: that of the connector, with a property more. */
const own = JSON.parse(
  await readFile(new URL('../../../schemas/identityApiConnector.json', import.meta.url), 'utf8'),
);
own.properties.nickname = { ...own.properties.displayName, description: 'What its owners call it.' };
await writeFile(join(schemas, 'connector.json'), JSON.stringify(own));
const NICK = GOOD.replace('displayName', 'nickname');

suite('schemas of the workspace', () => {
  test('are read by check, from a folder below too', async () => {
    for (const name of ['nick.graph.http', join('deep', 'requests', 'nick.graph.http')]) {
      const { code, stdout } = await run(['check', await file(name, NICK)]);
      assert.deepEqual([code, stdout], [0, '0 errors, 0 warnings, 0 notes\n']);
    }
  });

  test('are read by send and its sandbox', async () => {
    const { code, stdout, stderr } = await run(['send', await file('send.graph.http', NICK)]);
    assert.equal(code, 0, stderr);
    assert.equal(JSON.parse(stdout).nickname, 'From the command line');
  });

  test('are told of where they are broken, and not used', async () => {
    const other = await cliFolder();
    await mkdir(join(other.folder, '.graph-http', 'schemas'), { recursive: true });
    await writeFile(join(other.folder, '.graph-http', 'schemas', 'broken.json'), '{\n  "$id": 7\n}\n');
    const { code, stdout, stderr } = await other.run(['check', await other.file('nick.graph.http', NICK)]);
    assert.equal(code, 1);
    assert.match(stdout, /has no property 'nickname'/);
    assert.match(stderr.replaceAll('\\', '/'), /^\.graph-http\/schemas\/broken\.json:\d+:\d+: .+\.$/m);
  });
});
