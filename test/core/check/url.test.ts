import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import type { Catalog, PathStep } from '../../../src/core/catalog/resource.ts';
import { checkFile } from '../../../src/core/check/check.ts';
import { SANDBOX } from '../../../src/core/environments.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { createScope } from '../../../src/core/request/values/scope.ts';
import { accepts, connector, reports } from './vocabulary.ts';

const BODY = '{ "live": true }';
const change = (url: string, headers = '') =>
  `PATCH ${url}\nContent-Type: application/json\n${headers}\n${BODY}\n`;

describe('query options on a change', () => {
  it('have no effect', async () => {
    const found = await reports(change('/v1.0/gadgets/1?«$select=id»'), 'query-on-update');
    assert.equal(found.fixed(), change('/v1.0/gadgets/1'));
    const both = await reports(change('/v1.0/gadgets/1?«$select=id»&«$Top=1»'), [
      'query-on-update',
      'query-on-update',
    ]);
    assert.equal(both.fixed(), change('/v1.0/gadgets/1?$Top=1'));
    assert.equal(both.fixed(undefined, 1), change('/v1.0/gadgets/1?$select=id'));
    await reports('DELETE /v1.0/gadgets/1?«filter=a»\n', 'query-on-update');
    await reports(
      'PUT /v1.0/me/photo/$value?«%24expand=a»\nContent-Type: image/png\n\n< ./a.png\n',
      'query-on-update',
    );
  });

  it('are taken out of lines of their own', async () => {
    const lines = change('/v1.0/gadgets/1\n  ?«$select=id»\n  &«$top=1»');
    const found = await reports(lines, ['query-on-update', 'query-on-update']);
    assert.equal(found.fixed(), change('/v1.0/gadgets/1\n  ?$top=1'));
    assert.equal(found.fixed(undefined, 1), change('/v1.0/gadgets/1\n  ?$select=id'));
    const crlf = await reports(lines.replaceAll('\n', '\r\n'), ['query-on-update', 'query-on-update']);
    assert.equal(crlf.fixed(undefined, 1), change('/v1.0/gadgets/1\n  ?$select=id').replaceAll('\n', '\r\n'));
    const comment = await reports(change('/v1.0/gadgets/1\n  ?«$select=id»\n  # why\n  &«$top=1»'), [
      'query-on-update',
      'query-on-update',
    ]);
    assert.deepEqual([comment.fixes(0), comment.fixes(1)], [[], []]);
  });

  it('may shape the object that is asked for, and are others’ business elsewhere', async () => {
    await accepts(change('/v1.0/gadgets/1?$select=id', 'Prefer: return=representation\n'));
    await reports(change('/v1.0/gadgets/1?«$top=1»', 'Prefer: return=representation\n'), 'query-on-update');
    await accepts(change('/v1.0/gadgets/1?api-version=2&search=x'));
    await accepts('DELETE /v1.0/groups/1/owners/$ref?$id=https://graph.microsoft.com/v1.0/users/1\n');
    await accepts(
      'POST /v1.0/directoryObjects/getByIds?$select=id\nContent-Type: application/json\n\n{ "ids": [] }\n',
    );
  });
});

describe('query options of a GET', () => {
  it('are those of OData', async () => {
    await accepts("GET /v1.0/users?$select=id&$filter=startsWith(displayName,'a')&$top=5&$count=true\n");
    await accepts('GET /v1.0/users?%24top=5&$skiptoken=x&own=1\n');
    const near = await reports('GET /v1.0/users?«$selct»=id\n', 'query-option-unknown');
    assert.equal(near.fixed(), 'GET /v1.0/users?$select=id\n');
    const far = await reports('GET /v1.0/users?«$whatever»=id\n', 'query-option-unknown');
    assert.deepEqual(far.fixes(), []);
  });

  it('start with $', async () => {
    const found = await reports('GET /v1.0/users?«select»=id\n', 'query-option-dollar');
    assert.equal(found.problems[0]?.severity, 'hint');
    assert.equal(found.fixed(), 'GET /v1.0/users?$select=id\n');
    await accepts('GET /v1.0/sites?search=contoso\n');
    await accepts('GET /v1.0/me/drive/items/1/content?format=pdf\n');
  });

  it('stand once', async () => {
    const list = await reports(
      'GET /v1.0/users?$select=id&«$select=mail»&$top=1\n',
      'query-option-duplicate',
    );
    assert.equal(list.fixed(), 'GET /v1.0/users?$select=id,mail&$top=1\n');
    assert.equal(list.problems[0]?.related?.length, 1);
    const other = await reports('GET /v1.0/users?$top=1&«$top=2»\n', 'query-option-duplicate');
    assert.equal(other.fixed('Remove $top'), 'GET /v1.0/users?$top=1\n');
    await accepts('GET /v1.0/users?a=1&a=2\n');
  });

  it('have values that they take', async () => {
    await reports('GET /v1.0/users?$top=«ten»\n', 'query-option-value');
    await reports('GET /v1.0/users?«$top=»\n', 'query-option-value');
    const quoted = await reports(
      'GET /v1.0/users?$filter=city eq «"Oslo"» or a eq "b"\n',
      'query-option-value',
      { portability: false },
    );
    assert.equal(quoted.fixed(), "GET /v1.0/users?$filter=city eq 'Oslo' or a eq 'b'\n");
    await accepts(`GET /v1.0/users?$filter=city%20eq%20'a"b"c'\n`);
    await reports('GET /v1.0/users?$count=«yes»\n', 'query-option-value');
    await accepts('@n = 5\nGET /v1.0/users?$top={{n}}\n');
    await accepts('# @prompt n\nGET /v1.0/users?$top={{n}}\n');
  });
});

describe('$select', () => {
  it('names properties of the type', async () => {
    await accepts('GET /v1.0/gadgets/1?$select=id,Name,part/number,*\n');
    const near = await reports('GET /v1.0/gadgets/1?$select=id,«nmae»,part\n', 'select-unknown');
    assert.equal(near.fixed(), 'GET /v1.0/gadgets/1?$select=id,name,part\n');
    await reports('GET /v1.0/gadgets/1?$select=«whatever»\n', 'select-unknown');
    await accepts('GET /v1.0/gadgets/1?$select=microsoft.graph.other/thing,{{x}}\n', {
      scope: { environment: new Map([['x', 'id']]) },
    });
    await accepts(change('/v1.0/gadgets/1?$select=whatever', 'Prefer: return=representation\n'));
  });

  it('is known for collections too', async () => {
    const found = await reports('GET /v1.0/gadgets?$select=«nmae»\n', 'select-unknown');
    assert.equal(found.fixed(), 'GET /v1.0/gadgets?$select=name\n');
    await accepts('GET /v1.0/users?$select=nmae\n');
  });

  it('may name anything that is not close, where the type is open', async () => {
    const agent = '/v1.0/servicePrincipals/1/microsoft.graph.agentIdentity';
    await accepts(`GET ${agent}?$select=extension_1_whatever\n`);
    await reports(`GET ${agent}?$select=«displyName»\n`, 'select-unknown');
  });
});

describe('segments of a path', () => {
  it('have codes of characters behind %', async () => {
    const found = await reports(
      "GET /v1.0/users/a«%»zz?$filter=a eq '1%2B«%»'\n".replaceAll(' ', '%20').replace('GET%20', 'GET '),
      ['url-percent', 'url-percent'],
    );
    assert.match(found.fixed(), /\/users\/a%25zz\?/);
    await accepts('GET /v1.0/users/a%20b%C3%A9\n');
    await accepts('@p = %\nGET /v1.0/users/a{{p}}\n');
  });

  it('are not empty', async () => {
    const found = await reports(change('/v1.0/gadgets«//»a'), 'url-invalid');
    assert.equal(found.fixed(), change('/v1.0/gadgets/{gadgetId}/a'));
    assert.equal(found.fixed('Remove one /'), change('/v1.0/gadgets/a'));
    const other = await reports('GET /v1.0/a«//»b\n', 'url-invalid');
    assert.equal(other.fixed(), 'GET /v1.0/a/b\n');
    const last = await reports(
      connector('{ "displayName": "a" }').replace('/identity/apiConnectors/1', '«/identity/apiConnectors/»'),
      'url-unknown',
    );
    assert.match(last.message(), /ends before the object/);
  });

  it('have a key between two names', async () => {
    const member = 'Content-Type: application/json\n\n{ "type": "group" }\n';
    const found = await reports(`PATCH /v1.0/connections/hr/groups/«members»/1\n${member}`, 'key-missing');
    assert.equal(found.fixed(), `PATCH /v1.0/connections/hr/groups/{externalGroupId}/members/1\n${member}`);
    const last = await reports('GET /v1.0/connections/«groups»\n', 'key-missing');
    assert.match(last.message(), /^Between connections and groups the id of an object is missing\./);
    await accepts('GET /v1.0/connections/hr/groups\n');
    await accepts('GET /v1.0/connections/hr\n');
  });

  it('end in something that PATCH changes', async () => {
    const json = `Content-Type: application/json\n\n{ "a": "b" }\n`;
    const value = await reports(`PATCH /v1.0/me/photo/«$value»\n${json}`, 'path-not-updatable');
    assert.equal(value.fixed(), `PUT /v1.0/me/photo/$value\n${json}`);
    await accepts('PATCH /v1.0/me/photo/$value\nContent-Type: image/jpeg\n\n< ./a.jpg\n');
    const link = await reports(`PATCH /v1.0/groups/1/owners/«$ref»\n${json}`, 'path-not-updatable');
    assert.deepEqual(
      link.fixes().map(({ title }) => title),
      ['Change to PUT', 'Change to POST', 'Change to DELETE'],
    );
    await reports(`PATCH /v1.0/«$batch»\n${json}`, 'path-not-updatable');
    const metadata = await reports(`PATCH /v1.0/«$metadata»\n${json}`, 'path-not-updatable');
    assert.match(metadata.message(), /can only be read\. Use GET/);
    assert.deepEqual(
      metadata.fixes().map(({ title, preferred }) => [title, preferred]),
      [['Change to GET', undefined]],
    );
    const target = '{ "@odata.id": "https://graph.microsoft.com/v1.0/users/1" }';
    await accepts(`PUT /v1.0/groups/1/manager/$ref\nContent-Type: application/json\n\n${target}\n`);
  });
});

describe('a catalog of the whole model', () => {
  const step = (text: string, kind: PathStep['kind']): PathStep => ({ text, kind, continues: true });

  /** The built-in catalog, and one entity set beside it whose navigation properties are known. */
  async function check(text: string) {
    const builtin = createCatalog(await builtinSchemas());
    const steps: Readonly<Record<string, readonly PathStep[]>> = {
      '/': [step('teams', 'entitySet'), step('me', 'singleton')],
      '/teams/1/': [step('channels', 'navigation'), step('members', 'navigation')],
    };
    const catalog: Catalog = {
      ...builtin,
      resolve: (version, path) => {
        const found = builtin.resolve(version, path);
        const segments = path.split('/').slice(1);
        const wrong = segments[0] === 'teams' ? 2 : 0;
        return found.found ? found : { found: false, miss: { segment: wrong, expected: [] } };
      },
      steps: (_version, path) => steps[path] ?? [],
    };
    const file = parseFile(text);
    const environment = SANDBOX;
    const [block] = await checkFile({ file, catalog, scope: createScope(), environment, portability: true });
    return block?.problems ?? [];
  }

  it('says which segment is wrong, and what is there', async () => {
    const text = 'GET /v1.0/teams/1/chanels\n';
    const [near, ...others] = await check(text);
    assert.deepEqual(others, []);
    assert.equal(near?.code, 'url-unknown');
    assert.equal(near?.severity, 'warning');
    assert.equal(text.slice(near?.span.start, near?.span.end), 'chanels');
    assert.match(
      near?.message ?? '',
      /^Microsoft Graph has no 'chanels' after \/teams\/1\. Did you mean 'channels'\?$/,
    );
    assert.equal(near?.fixes?.[0]?.title, "Change to 'channels'");
    const [far] = await check('PATCH /v1.0/teams/1/whatever\nContent-Type: application/json\n\n{ "a": 1 }\n');
    assert.match(far?.message ?? '', /There is 'channels' or 'members'\./);
  });

  it('says nothing where it does not know what may follow', async () => {
    assert.deepEqual(await check('GET /v1.0/teams/1/root:/a\n'), []);
    assert.deepEqual(await check('GET /v1.0/teams/2/whatever\n'), []);
    assert.deepEqual(await check("GET /v1.0/teams/1/delta(a='b')\n"), []);
  });
});
