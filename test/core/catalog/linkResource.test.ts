import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sentResourceOf } from '../../../src/core/check/url/subject.ts';
import { requestPermissions } from '../../../src/core/permissions/requestScopes.ts';
import { directoryCatalog } from '../sandbox/located/directory.ts';

const KNOWN: Readonly<Record<string, string>> = {
  'GET /groups/{groupId}/members/$ref': 'Member.Read',
  'POST /groups/{groupId}/members/$ref': 'Member.Add',
  'DELETE /groups/{groupId}/members/{entryId}/$ref': 'Member.Remove',
  'PUT /users/{userId}/manager/$ref': 'Manager.Set',
  'DELETE /users/{userId}/manager/$ref': 'Manager.Remove',
};

const catalog = directoryCatalog((method, path) => {
  const name = KNOWN[`${method} ${path}`];
  return name === undefined ? undefined : { delegatedWork: [name], delegatedPersonal: [], application: [] };
});

/** What a request needs at least. */
function needs(line: string): readonly string[] {
  const [method = '', path = ''] = line.split(' ');
  const url = `https://graph.microsoft.com${path}`;
  return requestPermissions(sentResourceOf(catalog, url), { method, url, body: '{"@odata.id":"x"}' });
}

describe('a request for links', () => {
  it('needs the permission of its own method and path', () => {
    assert.deepEqual(needs('GET /v1.0/groups/1/members/$ref'), ['Member.Read']);
    assert.deepEqual(needs('POST /v1.0/groups/1/members/$ref'), ['Member.Add']);
    assert.deepEqual(needs('DELETE /v1.0/groups/1/members/2/$ref'), ['Member.Remove']);
    assert.deepEqual(needs('PUT /v1.0/users/1/manager/$REF/'), ['Manager.Set']);
    assert.deepEqual(needs('DELETE /users/1/manager/%24ref'), ['Manager.Remove']);
  });

  it('is about a link, whatever it leads to', () => {
    const resource = sentResourceOf(catalog, '/v1.0/users/1/manager/$ref');
    assert.deepEqual(Object.keys(resource?.schema.properties ?? {}), ['@odata.id']);
    assert.equal(resource?.endpoint.pagePath, '/users/{userId}/manager/$ref');
  });

  it('is none where nothing is known of the path', () => {
    assert.equal(sentResourceOf(catalog, '/v1.0/users/1/nobody/$ref'), undefined);
    assert.equal(sentResourceOf(catalog, '/beta/users/1/manager/$ref'), undefined);
    assert.equal(sentResourceOf(catalog, '/v1.0/users/1/manager')?.schema.title, 'entry');
  });
});
