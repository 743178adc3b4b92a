import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { METADATA_FORMAT } from '../../../src/core/csdl/file.ts';
import { GLOBAL, SANDBOX } from '../../../src/core/environments.ts';
import { loadMetadata } from '../../../src/core/metadata/load.ts';
import { metadataReport, permissionsReport } from '../../../src/core/metadata/report.ts';
import {
  addressIn,
  metadataAddresses,
  metadataHost,
  PERMISSION_DATA,
} from '../../../src/core/metadata/sources.ts';
import { schemaOf } from '../csdl/documents.ts';
import { document, scratchFolder } from './world.ts';

suite('a file of the command line', () => {
  test('is compiled with its path as where it came from', async (t) => {
    const path = join(await scratchFolder(t), 'a.csdl');
    await writeFile(path, document(2));
    const file = await loadMetadata(path, 7);
    assert.deepEqual(file.names(), ['sample.t0', 'sample.t1']);
    assert.deepEqual(file.head.source, { address: path, checked: 7 });
  });

  test('is refused with line and column where it is broken, and by name where there is none', async (t) => {
    const folder = await scratchFolder(t);
    const path = join(folder, 'a.csdl');
    await writeFile(path, document(3).replace('</Schema>', '</Shema>'));
    await assert.rejects(loadMetadata(path, 0), { code: 'metadata-invalid', message: /a\.csdl:4:\d+: \S/ });
    await assert.rejects(loadMetadata(`${path}x`, 0), {
      code: 'metadata-unreadable',
      message: /no such file/,
    });
    await assert.rejects(loadMetadata(folder, 0), { code: 'metadata-unreadable', message: /it is a folder/ });
  });
});

suite('the report', () => {
  test('says where no URL begins', async (t) => {
    const path = join(await scratchFolder(t), 'a.csdl');
    const type =
      '<EntityType Name="a"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/></EntityType>';
    const report = async (csdl: string) => {
      await writeFile(path, csdl);
      return metadataReport('a', (await loadMetadata(path, 0)).head, 0);
    };
    assert.match(await report(schemaOf(type)), /no URL begins anywhere/);
    const root = '<EntityContainer Name="c"><EntitySet Name="as" EntityType="s.a"/></EntityContainer>';
    assert.doesNotMatch(await report(schemaOf(`${type}${root}`)), /no URL begins anywhere/);
  });

  test('says where metadata came from, what it holds, what is wrong and what is not used', async (t) => {
    const path = join(await scratchFolder(t), 'a.csdl');
    const nasty = schemaOf(
      '<EntityType Name="a"><Property Name="p" Type="s.g|o`ne"/><Odd Name="*x*"/></EntityType><Term Name="&lt;b&gt;"/>',
    );
    await writeFile(path, nasty);
    const { head } = await loadMetadata(path, 0);
    const source = { address: 'https://example.com/$metadata', etag: 'W/"`|"', checked: 0 };
    const report = metadataReport('Contoso *one*, v1.0', { ...head, source }, Date.UTC(2024, 4, 1, 12, 30));
    const lines = report.split('\n').map((line) => line.replaceAll(/ +/g, ' '));
    for (const line of [
      '# Contoso \\*one\\*, v1.0',
      '- Read from `https://example.com/$metadata`',
      '- Last checked on 2024-05-01 at 12:30 UTC',
      '- ETag `W/"\'\\|"`',
      '| Entity types | 1 |',
      "| A property has a type that is not there. | 1 | 2 | `sample.a → sample.g\\|o'ne` |",
      '| The element Term is not used. | 1 | 2 | `<b>` |',
      '| The element Odd in EntityType is not used. | 1 | 2 | `*x*` |',
    ]) {
      assert.ok(lines.includes(line), `${line}\n\n${report}`);
    }
  });

  test('says where nothing is wrong', async (t) => {
    const path = join(await scratchFolder(t), 'a.csdl');
    await writeFile(path, document());
    const report = metadataReport('A', (await loadMetadata(path, 0)).head, 0);
    assert.match(report, /## What is wrong with it\n\nNothing was found\.\n/);
    assert.match(report, /Nothing: all of it is used\.\n$/);
  });

  test('counts permissions', () => {
    const source = { address: 'https://example.com/p.json', checked: 0 };
    const report = permissionsReport({ source, counts: { permissions: 875, paths: 7_261 } });
    assert.match(report, /\n\| Permissions \| {6}875 \|\n\| Paths {7}\| {4}7,261 \|\n/);
  });
});

suite('where metadata comes from', () => {
  const cloud = { ...GLOBAL, id: 'x', host: 'graph.contoso.example:8443' };

  test('is the service itself, over https', () => {
    assert.deepEqual(metadataAddresses(GLOBAL, 'beta', 'service'), [
      'https://graph.microsoft.com/beta/$metadata',
    ]);
    assert.deepEqual(metadataAddresses(cloud, 'v1.0', 'described'), [
      'https://graph.contoso.example:8443/v1.0/$metadata',
    ]);
    assert.equal(metadataHost(SANDBOX), 'graph.microsoft.com');
  });

  test('is described by Microsoft for the global cloud, where that is wanted; the service is next', () => {
    for (const environment of [GLOBAL, SANDBOX]) {
      for (const version of ['v1.0', 'beta'] as const) {
        const [first, second, ...others] = metadataAddresses(environment, version, 'described');
        assert.match(
          first ?? '',
          /^https:\/\/raw\.githubusercontent\.com\/microsoftgraph\/msgraph-metadata\/.*\.xml$/,
        );
        assert.ok(first?.includes(version));
        assert.equal(second, `https://graph.microsoft.com/${version}/$metadata`);
        assert.deepEqual(others, []);
      }
    }
    for (const address of PERMISSION_DATA) assert.equal(new URL(address).protocol, 'https:');
  });

  test('is found in compiled files of other forms, so that a file of the own is taken again', () => {
    assert.equal(
      addressIn(`graph-http metadata ${METADATA_FORMAT + 1}\n{"source":{"address":"/a"}}\n`),
      '/a',
    );
    assert.equal(addressIn('graph-http permissions 9\n{"address":"/b"}\n{}'), '/b');
    for (const text of ['', 'x', 'x\n{', 'x\n[]', 'x\n{"source":{"address":1}}'])
      assert.equal(addressIn(text), '');
  });
});
