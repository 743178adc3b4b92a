import assert from 'node:assert/strict';
import { it } from 'node:test';
import { describeEndpoint } from '../../../../src/core/assist/describe/describeEndpoint.ts';
import { metadataCatalog } from '../../../../src/core/catalog/metadata/catalog.ts';
import { fleet, fleetCatalog } from '../../catalog/metadata/fleet.ts';

it('permissions of which nothing is known are not said to be unsupported', () => {
  const answer = fleetCatalog.resolve('v1.0', '/vehicles/1');
  assert.ok(answer.found);
  const text = describeEndpoint(answer.resource);
  assert.match(text, /Permissions: there is no data for this URL\. That does not mean that it needs none\./);
  assert.doesNotMatch(text, /not supported/);
});

it('what metadata does not say is not claimed: how an update answers, and that there is a page of it', () => {
  const answer = fleetCatalog.resolve('v1.0', '/vehicles/1');
  assert.ok(answer.found);
  const text = describeEndpoint(answer.resource);
  assert.match(text, /In v1\.0\.\n/);
  assert.doesNotMatch(text, /20[04]/);
  assert.doesNotMatch(text, /learn\.microsoft\.com/, 'Microsoft has no page of somebody else’s type');
});

it('with permission data, an account without a permission is said to be unsupported', () => {
  const catalog = metadataCatalog({
    version: 'v1.0',
    file: fleet,
    permissionsOf: (method) =>
      method === 'PATCH'
        ? { delegatedWork: ['Vehicle.ReadWrite'], delegatedPersonal: [], application: [] }
        : undefined,
  });
  const answer = catalog.resolve('v1.0', '/vehicles/1');
  assert.ok(answer.found);
  const text = describeEndpoint(answer.resource);
  assert.match(text, /- Work or school account: `Vehicle\.ReadWrite`\n- Personal account: not supported/);
  assert.doesNotMatch(text, /Other methods/);
});
