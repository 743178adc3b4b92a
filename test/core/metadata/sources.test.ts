import assert from 'node:assert/strict';
import { test } from 'node:test';
import { versionInName } from '../../../src/core/metadata/sources.ts';

test('the name of a metadata file says its version where it names one', () => {
  const names = [
    ['graph-beta.csdl', 'beta'],
    ['cleanMetadataWithDescriptionsAndAnnotationsbeta.xml', 'beta'],
    ['Graph-V1.0.csdl', 'v1.0'],
    ['clean_v10_metadata.xml', 'v1.0'],
    ['v1.0-and-beta.xml', undefined],
    ['contoso v1.05.edmx', undefined],
    ['fleet.csdl', undefined],
  ] as const;
  for (const [name, version] of names) assert.equal(versionInName(name), version, name);
});
