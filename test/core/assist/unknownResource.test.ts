import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesUnknownResource } from '../../../src/core/assist/unknownResource.ts';
import { loadCatalog } from '../../../src/core/catalog/load.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { createScope } from '../../../src/core/request/values/scope.ts';

const catalog = await loadCatalog();
const unknown = (text: string) =>
  changesUnknownResource({ file: parseFile(text), catalog, scope: createScope({}) });

test('a change of a resource that is not built in is unknown', () => {
  assert.equal(unknown('PATCH https://graph.microsoft.com/v1.0/users/1\n\n{}'), true);
  assert.equal(unknown('PATCH /beta/identity/apiConnectors/1\n\n###\nPATCH /v1.0/groups/1\n'), true);
});

test('reading it, a known one and what is not written yet are not', () => {
  assert.equal(unknown('GET https://graph.microsoft.com/v1.0/users/1'), false);
  assert.equal(unknown('PATCH https://graph.microsoft.com/beta/identity/apiConnectors/{{id}}\n\n{}'), false);
  assert.equal(unknown('PATCH'), false);
  assert.equal(unknown(''), false);
});
