import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { suite, test } from 'node:test';
import { schemaOf } from '../csdl/documents.ts';
import { cliFolder } from './support.ts';

const { run, file } = await cliFolder();
const fleet = new URL('../catalog/metadata/fleet.csdl', import.meta.url);

const document = schemaOf(
  `<EntityType Name="car"><Property Name="colour" Type="s.paint"/><Odd/></EntityType>
<EnumType Name="wheels"><Member Name="four"/></EnumType>
<EntityContainer Name="c"><EntitySet Name="cars" EntityType="s.car"/></EntityContainer>`,
);

suite('metadata', () => {
  test('says in one line whether a document is right', async () => {
    const { code, stdout } = await run(['metadata', await file('a.csdl', document)]);
    assert.deepEqual([code, stdout], [0, '2 types, 1 thing wrong. --stats says more, --types lists them.\n']);
  });

  test('counts what it holds, what is wrong and what is not used; and lists types', async () => {
    const { code, stdout } = await run(['metadata', await file('a.csdl', document), '--stats', '--types']);
    assert.equal(code, 0);
    const lines = stdout.split('\n').map((line) => line.trim());
    for (const line of [
      '1  Entity types',
      '1  Members of enumerations',
      '1  Entity sets',
      '1  A property has a type that is not there. First in line 2, for sample.car → sample.paint.',
      '1  The element Odd in EntityType is not used. First in line 2, for car.',
      'entity    sample.car',
      'enum      sample.wheels',
    ]) {
      assert.ok(lines.includes(line), `${line}\n\n${stdout}`);
    }
  });

  test('gives all of it to programs', async () => {
    const { stdout } = await run(['metadata', await file('a.csdl', document), '--json']);
    const { counts, leftOut, types, roots, aliases } = JSON.parse(stdout);
    assert.equal(counts.entityTypes, 1);
    assert.equal(leftOut.length, 2);
    assert.deepEqual(types, [
      { name: 'sample.car', kind: 'entity' },
      { name: 'sample.wheels', kind: 'enum' },
    ]);
    assert.deepEqual(roots, [{ name: 'cars', kind: 'entitySet', type: 'sample.car' }]);
    assert.deepEqual(aliases, { s: 'sample' });
  });

  test('exits 1 for a broken document, with line and column, and 2 where there is none', async () => {
    const broken = await run([
      'metadata',
      await file('b.csdl', document.replace('</EnumType>', '</EnumTyp>')),
    ]);
    assert.deepEqual([broken.code, broken.stdout], [1, '']);
    assert.match(broken.stderr, /^b\.csdl:3:\d+: .+\n$/);
    const none = await run(['metadata', 'nowhere.csdl']);
    assert.deepEqual(
      [none.code, none.stderr],
      [2, 'nowhere.csdl cannot be read: there is no such file. Check its name.\n'],
    );
  });

  test('of check makes resources known: their paths, bodies and permissions', async () => {
    const metadata = ['--metadata', await file('f.csdl', await readFile(fleet, 'utf8'))];
    const head = 'Content-Type: application/json\n\n';
    const right = await file('right.graph.http', `PATCH /v1.0/vehicles/7\n${head}{ "name": "Van" }\n`);
    const wrong = await file('wrong.graph.http', `PATCH /v1.0/vehicles/7\n${head}{ "nam": "Van" }\n`);
    assert.equal((await run(['check', right, ...metadata])).code, 0);
    const found = await run(['check', wrong, ...metadata]);
    assert.equal(found.code, 1);
    assert.match(found.stdout, /vehicle has no property 'nam'/);
    assert.equal((await run(['check', wrong])).code, 0);
    const beta = await run(['check', wrong, '--metadata', `beta=${metadata[1]}`]);
    assert.equal(beta.code, 0);
  });

  test('of check that cannot be read is said, and nothing is checked', async () => {
    const request = await file('r.graph.http', 'GET /v1.0/me\n');
    const { code, stdout, stderr } = await run(['check', request, '--metadata', 'nowhere.csdl']);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /nowhere\.csdl cannot be read/);
  });
});
