import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createCatalog } from '../../../../src/core/catalog/catalog.ts';
import { overlayCatalogs } from '../../../../src/core/catalog/overlay.ts';
import type { ResourceSchema } from '../../../../src/core/catalog/schema.ts';
import { vehicle } from '../../change/vehicle.ts';
import { errorOf, startTestSandbox, type TestSandbox } from '../client.ts';
import { directoryCatalog } from './directory.ts';

const GRAPH = 'https://graph.microsoft.com/v1.0';
const MANAGER = '/v1.0/users/u/manager';
const MEMBERS = '/v1.0/groups/g/members';

const to = (path: string) => ({ body: { '@odata.id': `${GRAPH}${path}` } });

describe('links between objects', () => {
  let sandbox: TestSandbox;
  before(async () => {
    sandbox = await startTestSandbox({ catalog: () => directoryCatalog() });
  });
  after(() => sandbox.sandbox.close());
  beforeEach(() => sandbox.accepts('POST /_sandbox/reset'));

  const idsOf = async (path: string) =>
    ((await sandbox.accepts(`GET ${path}`)).json.value as { id: string }[]).map(({ id }) => id);

  it('are set with PUT where there is one, read, followed and removed', async () => {
    await sandbox.accepts('PATCH /v1.0/users/boss', { body: { city: 'Oslo' } });
    const { status, text } = await sandbox.accepts(`PUT ${MANAGER}/$ref`, to('/users/boss'));
    assert.deepEqual([status, text], [204, '']);
    const { json: link } = await sandbox.accepts(`GET ${MANAGER}/$ref`);
    assert.equal(link['@odata.id'], `${sandbox.sandbox.url}/v1.0/users/boss`);
    assert.match(String(link['@odata.context']), /\$metadata#\$ref$/);
    const { json } = await sandbox.accepts(`GET ${MANAGER}`);
    assert.deepEqual([json.id, json.city, json['@odata.type']], ['boss', 'Oslo', '#t.user']);
    await sandbox.accepts(`PATCH ${MANAGER}/t.user`, { body: { city: 'Bergen' } });
    assert.equal(
      (await sandbox.accepts('GET /v1.0/users/boss')).json.city,
      'Bergen',
      'it is the same object',
    );
    await sandbox.accepts(`PUT ${MANAGER}/$ref`, to('/users/other'));
    assert.equal((await sandbox.accepts(`GET ${MANAGER}`)).json.id, 'other', 'the link was replaced');
    assert.equal((await sandbox.accepts(`DELETE ${MANAGER}/$ref`)).status, 204);
    await sandbox.refuses(`GET ${MANAGER}`, {}, 404, /'manager' does not exist/);
    await sandbox.refuses(`GET ${MANAGER}/$ref`, {}, 404, /'manager' does not exist/);
    await sandbox.refuses(`DELETE ${MANAGER}/$ref`, {}, 404, /'manager' does not exist/);
    await sandbox.accepts('GET /v1.0/users/other');
  });

  it('are added with POST where there may be several, listed, followed and removed', async () => {
    const first = await idsOf(MEMBERS);
    assert.ok(first.length >= 2, 'some are there by nature');
    assert.equal((await sandbox.accepts(`POST ${MEMBERS}/$ref`, to('/users/u'))).status, 204);
    await sandbox.accepts(`POST ${MEMBERS}/$ref`, to('/groups/h'));
    assert.deepEqual(await idsOf(MEMBERS), [...first, 'u', 'h']);
    assert.equal((await sandbox.accepts(`GET ${MEMBERS}/$count`)).text, String(first.length + 2));
    const { json } = await sandbox.accepts(`GET ${MEMBERS}/$ref`);
    assert.match(String(json['@odata.context']), /#Collection\(\$ref\)$/);
    assert.deepEqual((json.value as object[]).slice(-2), [
      { '@odata.id': `${sandbox.sandbox.url}/v1.0/users/u` },
      { '@odata.id': `${sandbox.sandbox.url}/v1.0/groups/h` },
    ]);
    assert.deepEqual(await idsOf(`${MEMBERS}/t.group`), ['h']);
    assert.equal((await sandbox.accepts(`GET ${MEMBERS}/u`)).json['@odata.type'], '#t.user');
    const again = await sandbox.refuses(
      `POST ${MEMBERS}/$ref`,
      to('/users/u'),
      400,
      /a link to this object already/,
    );
    assert.equal(errorOf(again).code, 'BadRequest');
    assert.equal((await sandbox.accepts(`DELETE ${MEMBERS}/u/$ref`)).status, 204);
    assert.deepEqual(await idsOf(MEMBERS), [...first, 'h']);
    await sandbox.refuses(`GET ${MEMBERS}/u`, {}, 404, /'u' does not exist/);
    await sandbox.refuses(`DELETE ${MEMBERS}/u/$ref`, {}, 404, /'u' does not exist/);
    await sandbox.accepts('GET /v1.0/users/u');
    const url = encodeURIComponent(`${GRAPH}/groups/h`);
    assert.equal((await sandbox.accepts(`DELETE ${MEMBERS}/$ref?@id=${url}`)).status, 204);
    assert.deepEqual(await idsOf(MEMBERS), first);
    await sandbox.refuses(`DELETE ${MEMBERS}/$ref?$id=${url}`, {}, 404, /'h' does not exist/);
    await sandbox.refuses(`DELETE ${MEMBERS}/$ref`, {}, 400, /Which link/);
  });

  it('are there from the other side too, as members and memberOf, manager and directReports', async () => {
    const made = async (set: string) => (await sandbox.accepts(`POST /v1.0/${set}`, { body: {} })).json.id;
    const [group, user, boss, other] = [await made('groups'), await made('users'), await made('users'), 'o'];
    const memberOf = `/v1.0/users/${user}/memberOf`;
    assert.deepEqual(await idsOf(memberOf), []);
    await sandbox.accepts(`POST ${MEMBERS}/$ref`, to(`/users/${user}`));
    await sandbox.accepts(`POST /v1.0/groups/${group}/members/$ref`, to(`/entries/${user}`));
    assert.deepEqual(await idsOf(memberOf), ['g', group]);
    assert.equal((await sandbox.accepts(`GET ${memberOf}/${group}`)).json['@odata.type'], '#t.group');
    assert.equal((await sandbox.accepts(`GET ${memberOf}/$count`)).text, '2');
    await sandbox.accepts(`DELETE ${MEMBERS}/${user}/$ref`);
    assert.deepEqual(await idsOf(memberOf), [group]);
    await sandbox.accepts(`DELETE /v1.0/groups/${group}`);
    assert.deepEqual(await idsOf(memberOf), []);

    const manager = `PUT /v1.0/users/${user}/manager/$ref`;
    await sandbox.accepts(manager, to(`/users/${boss}`));
    assert.deepEqual(await idsOf(`/v1.0/users/${boss}/directReports`), [user]);
    await sandbox.accepts(manager, to(`/users/${other}`));
    assert.deepEqual(await idsOf(`/v1.0/users/${boss}/directReports`), []);
    assert.deepEqual(await idsOf(`/v1.0/users/${other}/directReports`), [user]);
  });

  it('are gone with the object that they lead to, and with the one that has them', async () => {
    await sandbox.accepts(`PUT ${MANAGER}/$ref`, to('/users/boss'));
    await sandbox.accepts('DELETE /v1.0/users/boss');
    await sandbox.refuses(`GET ${MANAGER}`, {}, 404, /'manager' does not exist/);
    const { json } = await sandbox.accepts('POST /v1.0/groups', { body: { title: 'New' } });
    assert.deepEqual(await idsOf(`/v1.0/groups/${json.id}/members`), [], 'a new object has none');
    await sandbox.accepts(`POST /v1.0/groups/${json.id}/members/$ref`, to('/users/u'));
    assert.deepEqual(await idsOf(`/v1.0/groups/${json.id}/members`), ['u']);
    await sandbox.accepts('POST /_sandbox/reset');
    assert.ok(!(await idsOf(MEMBERS)).includes('u'));
  });

  it('name their object by any URL of it, whatever its host', async () => {
    const urls = [
      `${GRAPH}/users/boss`,
      'https://graph.microsoft.us/v1.0/users/boss',
      'https://graph.microsoft.com/beta/users/boss',
      `${sandbox.sandbox.url}/v1.0/users('boss')`,
      '/v1.0/users/boss',
      'users/boss',
      `${GRAPH}/entries/boss`,
      `${GRAPH}/entries/boss/t.user`,
    ];
    for (const url of urls) {
      await sandbox.accepts('POST /_sandbox/reset');
      await sandbox.accepts('PATCH /v1.0/users/boss', { body: { city: 'Oslo' } });
      await sandbox.accepts(`PUT ${MANAGER}/$ref`, { body: { '@odata.id': url } });
      assert.equal((await sandbox.accepts(`GET ${MANAGER}`)).json.city, 'Oslo', url);
    }
  });

  it('need an object that is there, and of a type that fits', async () => {
    await sandbox.accepts('DELETE /v1.0/users/gone');
    await sandbox.accepts('PATCH /v1.0/groups/h', { body: { title: 'H' } });
    const cases: readonly (readonly [unknown, number, RegExp])[] = [
      [`${GRAPH}/users/gone`, 404, /'gone' does not exist/],
      [`${GRAPH}/groups/h`, 400, /is of the type 'group', and the link needs 'user'/],
      [`${GRAPH}/entries/h`, 400, /is of the type 'group', and the link needs 'user'/],
      [`${GRAPH}/users`, 400, /no URL of one object/],
      [`${GRAPH}/users/u/city`, 400, /no URL of one object/],
      [`${GRAPH}/users/u/manager/$ref`, 400, /no URL of one object/],
      [`${GRAPH}/persons/1`, 400, /segment 'persons'/],
      [`${GRAPH}/users/{id}`, 400, /placeholder \{id\}/],
      [`${GRAPH}/users/u?$select=id`, 400, /has a query/],
      ['https://', 400, /is no URL/],
      ['https://graph.microsoft.com', 400, /no URL of an object/],
      ['$1', 400, /of a batch/],
      ['', 400, /nothing else/],
      [5, 400, /nothing else/],
    ];
    for (const [url, status, message] of cases) {
      await sandbox.refuses('PUT /v1.0/users/u/deputy/$ref', { body: { '@odata.id': url } }, status, message);
    }
    await sandbox.refuses('PUT /v1.0/users/u/deputy/$ref', { body: { id: 'x' } }, 400, /nothing else/);
    await sandbox.refuses('PUT /v1.0/users/u/deputy/$ref', {}, 400, /no body/);
    await sandbox.refuses('PUT /v1.0/users/gone/deputy/$ref', to('/users/u'), 404, /'gone' does not exist/);
    await sandbox.accepts('PUT /v1.0/users/u/deputy/$ref', to('/entries/new'));
    assert.equal((await sandbox.accepts('GET /v1.0/users/u/deputy')).json['@odata.type'], '#t.user');
  });

  it('take the methods that they have, and no others', async () => {
    await sandbox.refuses(`PUT ${MEMBERS}/$ref`, to('/users/u'), 405, /GET, HEAD, POST, DELETE/);
    await sandbox.refuses(`POST ${MANAGER}/$ref`, to('/users/u'), 405, /GET, HEAD, PUT, DELETE/);
    await sandbox.refuses(`PATCH ${MANAGER}/$ref`, to('/users/u'), 405, /GET, HEAD, PUT, DELETE/);
    await sandbox.refuses(`POST ${MEMBERS}/u/$ref`, to('/users/u'), 405, /GET, HEAD, DELETE/);
    await sandbox.refuses('DELETE /v1.0/users/u/$ref', {}, 405, /GET, HEAD/);
    await sandbox.refuses('POST /v1.0/users/u/notes/$ref', to('/users/u'), 400, /'notes' holds is part/);
    await sandbox.refuses('DELETE /v1.0/users/u/notes/n/$ref', {}, 400, /'notes' holds is part/);
    assert.ok(Array.isArray((await sandbox.accepts('GET /v1.0/users/u/notes/$ref')).json.value));
    await sandbox.accepts('GET /v1.0/users/u/$ref');
  });

  it('are kept at a place of their own where the metadata tells no other', async () => {
    const about = '/v1.0/users/u/notes/n/about';
    await sandbox.accepts(`POST ${about}/$ref`, to('/users/u/notes/m'));
    await sandbox.accepts('PATCH /v1.0/users/u/notes/m', { body: { text: 'linked' } });
    const { json } = await sandbox.accepts(`GET ${about}/m`);
    assert.equal(json.text, 'linked');
    const made = await sandbox.accepts(`POST ${about}`, { body: { text: 'made' } });
    assert.ok((await idsOf(about)).includes(String(made.json.id)));
  });

  describe('in bodies', () => {
    it('replace a single one, and are added to several', async () => {
      const body = { city: 'Rome', 'manager@odata.bind': `${GRAPH}/users/boss` };
      assert.equal((await sandbox.accepts('PATCH /v1.0/users/u', { body })).json.city, 'Rome');
      assert.equal((await sandbox.accepts(`GET ${MANAGER}`)).json.id, 'boss');
      await sandbox.accepts('PATCH /v1.0/users/u', { body: { 'Manager@odata.bind': null } });
      await sandbox.refuses(`GET ${MANAGER}`, {}, 404, /'manager'/);
      const first = await idsOf(MEMBERS);
      const members = { 'members@odata.bind': [`${GRAPH}/users/u`, `${GRAPH}/groups/h`] };
      await sandbox.accepts('PATCH /v1.0/groups/g', { body: members });
      assert.deepEqual(await idsOf(MEMBERS), [...first, 'u', 'h']);
      await sandbox.refuses(
        'PATCH /v1.0/groups/g',
        { body: members },
        400,
        /'members' has a link to this object/,
      );
    });

    it('link what is made, and then nothing else', async () => {
      const body = {
        title: 'New',
        'members@odata.bind': [`${GRAPH}/users/u`],
        'owner@odata.bind': `${GRAPH}/users/boss`,
      };
      const { json } = await sandbox.accepts('POST /v1.0/groups', { body });
      assert.deepEqual(
        Object.keys(json).filter((name) => name.includes('bind')),
        [],
      );
      assert.deepEqual(await idsOf(`/v1.0/groups/${json.id}/members`), ['u']);
      assert.equal((await sandbox.accepts(`GET /v1.0/groups/${json.id}/owner`)).json.id, 'boss');
    });

    it('are refused whole, before anything is changed', async () => {
      await sandbox.accepts('PATCH /v1.0/groups/g', { body: { title: 'before' } });
      await sandbox.accepts('DELETE /v1.0/users/gone');
      const cases: readonly (readonly [object, number, RegExp])[] = [
        [{ 'members@odata.bind': [`${GRAPH}/users/u`, `${GRAPH}/users/gone`] }, 404, /'gone' does not exist/],
        [{ 'owner@odata.bind': [`${GRAPH}/users/u`] }, 400, /must be the URL of one object/],
        [{ 'owner@odata.bind': `${GRAPH}/groups/g` }, 400, /the link needs 'user'/],
        [{ 'members@odata.bind': 5 }, 400, /must be a list of URLs/],
        [{ 'members@odata.bind': null }, 400, /must be a list of URLs/],
        [{ 'friends@odata.bind': [] }, 400, /no navigation property 'friends'/],
        [{ 'title@odata.bind': `${GRAPH}/users/u` }, 400, /no navigation property 'title'/],
      ];
      for (const [links, status, message] of cases) {
        await sandbox.refuses(
          'PATCH /v1.0/groups/g',
          { body: { title: 'after', ...links } },
          status,
          message,
        );
      }
      const contained = { 'notes@odata.bind': [`${GRAPH}/users/u`] };
      await sandbox.refuses('PATCH /v1.0/users/u', { body: contained }, 400, /'notes' holds is part/);
      assert.equal((await sandbox.accepts('GET /v1.0/groups/g')).json.title, 'before');
      const before = await idsOf('/v1.0/groups');
      const links = { 'owner@odata.bind': `${GRAPH}/users/gone` };
      await sandbox.refuses('POST /v1.0/groups', { body: links }, 404, /'gone'/);
      assert.deepEqual(await idsOf('/v1.0/groups'), before);
    });
  });
});

describe('links where nothing is made up', () => {
  it('are those that somebody has set', async (t) => {
    const sandbox = await startTestSandbox({ catalog: () => directoryCatalog(), makeObjects: () => false });
    t.after(() => sandbox.sandbox.close());
    const { json: user } = await sandbox.accepts('POST /v1.0/users', { body: { city: 'Rome' } });
    const { json: group } = await sandbox.accepts('POST /v1.0/groups', { body: { title: 'G' } });
    const members = `/v1.0/groups/${group.id}/members`;
    assert.deepEqual((await sandbox.accepts(`GET ${members}`)).json.value, []);
    await sandbox.refuses(`GET ${members}/${user.id}`, {}, 404, /does not exist/);
    await sandbox.refuses(`POST ${members}/$ref`, to('/users/nobody'), 404, /'nobody'/);
    await sandbox.accepts(`POST ${members}/$ref`, to(`/entries/${user.id}`));
    assert.equal((await sandbox.accepts(`GET ${members}/${user.id}`)).json.city, 'Rome');
    await sandbox.refuses(`GET /v1.0/users/${user.id}/manager`, {}, 404, /'manager'/);
  });
});

describe('permissions for links', () => {
  it('are those of the data for their own path, and for the properties that a body links', async (t) => {
    const known: Readonly<Record<string, string>> = {
      'GET /groups/{groupId}/members/$ref': 'Member.Read.All',
      'POST /groups/{groupId}/members/$ref': 'Member.Add',
      'DELETE /groups/{groupId}/members/{entryId}/$ref': 'Member.Remove',
      'PUT /users/{userId}/manager/$ref': 'Manager.Set',
    };
    const catalog = directoryCatalog((method, path) => {
      const name = known[`${method} ${path}`];
      return name === undefined
        ? undefined
        : { delegatedWork: [name], delegatedPersonal: [], application: [] };
    });
    const sandbox = await startTestSandbox({ catalog: () => catalog });
    t.after(() => sandbox.sandbox.close());
    const link = to('/users/u');
    const other = ['User.Read'];
    await sandbox.refuses(`POST ${MEMBERS}/$ref`, { ...link, as: other }, 403, /Member\.Add/);
    await sandbox.accepts(`POST ${MEMBERS}/$ref`, { ...link, as: ['Member.Add'] });
    await sandbox.refuses(`GET ${MEMBERS}/$ref`, { as: other }, 403, /Member\.Read\.All/);
    await sandbox.accepts(`GET ${MEMBERS}/$ref`, { as: ['Member.Read.All'] });
    await sandbox.refuses(`DELETE ${MEMBERS}/u/$ref`, { as: other }, 403, /Member\.Remove/);
    await sandbox.accepts(`DELETE ${MEMBERS}/u/$ref`, { as: ['Member.Remove'] });
    await sandbox.refuses(`PUT ${MANAGER}/$ref`, { ...link, as: other }, 403, /Manager\.Set/);
    await sandbox.accepts(`PUT ${MANAGER}/$ref`, { ...link, as: ['Manager.Set'] });
    await sandbox.refuses(`PUT ${MANAGER}/$ref`, { ...link, as: 'none' }, 401, /empty/);
  });
});

describe('links of an object that only a written schema has', () => {
  it('are kept where metadata tells what they lead to, and are beyond the sandbox elsewhere', async (t) => {
    const written: ResourceSchema = {
      ...vehicle,
      'x-graph': {
        ...{ type: 't.user', open: true, navigation: { manager: { type: 't.entry' } } },
        endpoints: [
          {
            ...{ method: 'PATCH', pagePath: '/me/person', workingPaths: ['/users/{id}'] },
            ...{ pageVersions: ['v1.0'], workingVersions: ['v1.0'] },
            permissions: { delegatedWork: [], delegatedPersonal: [], application: [] },
          },
        ],
      },
    };
    const own = createCatalog([written]);
    const seeds = [{ type: 't.user', object: { id: 'u' } }];
    const alone = await startTestSandbox({ catalog: () => own, seeds });
    t.after(() => alone.sandbox.close());
    const body = { 'manager@odata.bind': `${GRAPH}/users/boss` };
    await alone.refuses('PATCH /v1.0/users/u', { body }, 501, /sandbox keeps links to objects.*users\/boss/);
    const both = overlayCatalogs([own, directoryCatalog()]);
    const sandbox = await startTestSandbox({ catalog: () => both, seeds });
    t.after(() => sandbox.sandbox.close());
    for (const path of ['/v1.0/users/u', '/v1.0/me/person']) {
      await sandbox.accepts(`PATCH ${path}`, { body: { ...body, displayName: 'x' } });
      assert.equal((await sandbox.accepts(`GET ${MANAGER}`)).json.id, 'boss', path);
      await sandbox.accepts(`DELETE ${MANAGER}/$ref`);
    }
    await sandbox.accepts('DELETE /v1.0/users/u');
    await sandbox.refuses(`GET ${MANAGER}`, {}, 404, /'u' does not exist/);
  });
});
