import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import { GRAPH_HOSTS } from '../../../src/core/environments.ts';
import { fleetCatalog } from '../catalog/metadata/fleet.ts';
import { gadget } from '../check/gadget.ts';
import { completes, offers, proposals } from './vocabulary.ts';

suite('links', () => {
  const hasRef = async (marked: string) => (await offers(marked, { catalog: fleetCatalog })).includes('$ref');

  test('end a path where a method reads or changes them', async () => {
    for (const marked of [
      'PUT /v1.0/vehicles/7/driver/|',
      'DELETE /v1.0/vehicles/7/driver/|',
      'GET /v1.0/vehicles/7/driver/|',
      'POST /v1.0/people/7/vehicles/|',
      'DELETE /v1.0/people/7/vehicles/8/|',
      'GET /v1.0/people/7/vehicles/|',
    ]) {
      assert.ok(await hasRef(marked), marked);
    }
    const base = 'PUT /v1.0/vehicles/7/driver/';
    await completes(`${base}|`, '$ref', `${base}$ref`, { catalog: fleetCatalog });
  });

  test('end none where the method does something else, or the objects are a part of their owner', async () => {
    for (const marked of [
      'PATCH /v1.0/vehicles/7/driver/|',
      'POST /v1.0/vehicles/7/driver/|',
      'PUT /v1.0/people/7/vehicles/|',
      'DELETE /v1.0/people/7/vehicles/|',
      'POST /v1.0/vehicles/7/trips/|',
      'DELETE /v1.0/vehicles/7/trips/8/|',
      'DELETE /v1.0/vehicles/|',
      'PUT /v1.0/vehicles/7/|',
    ]) {
      assert.ok(!(await hasRef(marked)), marked);
    }
  });
});

suite('alternate keys', () => {
  const setting = { catalog: fleetCatalog };

  test('are offered beside the collection, with their names', async () => {
    const found = await offers('GET /v1.0/vehi|', setting);
    assert.deepEqual(
      found.filter((label) => label.startsWith('vehicles')),
      ['vehicles', "vehicles(plate='{plate}')"],
    );
    await completes(
      'GET /v1.0/|',
      "vehicles(plate='{plate}')",
      "GET /v1.0/vehicles(plate='${1:{plate\\}}')",
      setting,
    );
    await completes(
      'GET /v1.0/vehicles(pl|',
      "plate='{plate}'",
      "GET /v1.0/vehicles(plate='${1:{plate\\}}')",
      setting,
    );
    const linked = await offers('GET /v1.0/people/7/|', setting);
    assert.ok(linked.includes("vehicles(plate='{plate}')"));
    assert.ok(!(await offers('GET /v1.0/|', setting)).some((label) => label.startsWith('people(')));
  });

  test('lead on as any key does', async () => {
    assert.ok((await offers("GET /v1.0/vehicles(plate='B-X1')/|", setting)).includes('trips'));
  });
});

suite('parts of a URL', () => {
  test('first whole endpoints, then the bare path and every host with its cloud', async () => {
    const found = await proposals('PATCH |');
    const bare = found.findIndex(({ label }) => label === '/');
    assert.ok(bare > 5 && found.slice(0, bare).every(({ kind, snippet }) => kind === 'url' && snippet));
    assert.deepEqual(
      found.slice(bare + 1).map(({ label }) => label),
      GRAPH_HOSTS.map((host) => `https://${host}/`),
    );
    assert.ok(!found.some(({ detail }) => detail?.includes('another cloud')));
  });

  test('a host that was begun', () =>
    completes(
      'PATCH https://graph.mic|',
      'https://graph.microsoft.us/',
      'PATCH https://graph.microsoft.us/',
    ));

  test('whole endpoints keep the host that is there', async () => {
    const found = await offers('PATCH https://graph.microsoft.us/|');
    assert.ok(
      found.includes('https://graph.microsoft.us/v1.0/identity/apiConnectors/{identityApiConnectorId}'),
    );
  });

  test('variables that hold the beginning of a URL', async () => {
    const file = '@base = https://graph.microsoft.com/v1.0\n@key = 7\nPATCH ';
    await completes(`${file}|`, '{{base}}', `${file}{{base}}/`);
    assert.ok(!(await offers(`${file}|`)).includes('{{key}}'));
  });

  test('versions', async () => {
    await completes('PATCH https://graph.microsoft.com/|', 'beta', 'PATCH https://graph.microsoft.com/beta/');
    await completes('PATCH /v|', 'v1.0', 'PATCH /v1.0/');
    await completes('PATCH /v1|.0/identity', 'beta', 'PATCH /beta/identity');
  });

  test('one segment after another', async () => {
    await completes('PATCH /beta/ident|', 'identity', 'PATCH /beta/identity/');
    await completes('PATCH /beta/identity/|', 'apiConnectors', 'PATCH /beta/identity/apiConnectors/');
    await completes(
      'PATCH /beta/identity/apiConnectors/|',
      '{identityApiConnectorId}',
      'PATCH /beta/identity/apiConnectors/${1:{identityApiConnectorId\\}}',
    );
    const next = (await proposals('PATCH /beta/identity/|')).find(({ label }) => label === 'apiConnectors');
    assert.equal(next?.continues, true);
  });

  test('a cast behind a key', async () => {
    const found = await proposals('PATCH https://graph.microsoft.com/v1.0/servicePrincipals/7/|');
    assert.deepEqual(
      found.map(({ label, detail }) => [label, detail]),
      [['microsoft.graph.agentIdentity', 'cast to a derived type · agentIdentity · PATCH updates it']],
    );
  });

  test('in the middle only the segment is replaced', async () => {
    await completes(
      'PATCH /beta/iden|/apiConnectors/7?x=1',
      'identity',
      'PATCH /beta/identity/apiConnectors/7?x=1',
    );
    await completes(
      'PATCH /beta/identity/api|X/{id}\nPrefer: a\n',
      'apiConnectors',
      'PATCH /beta/identity/apiConnectors/{id}\nPrefer: a\n',
    );
  });

  test('variables in the place of a key, those that are called like it first', async () => {
    const file = '@abc = 1\n@connector = 2\n\n###\nPATCH /beta/identity/apiConnectors/';
    assert.deepEqual(await offers(`${file}|`), ['{identityApiConnectorId}', '{{connector}}', '{{abc}}']);
    await completes(`${file}x|y HTTP/1.1`, '{{connector}}', `${file}{{connector}} HTTP/1.1`);
  });

  test('behind references whose value is known, or is not', async () => {
    const found = await offers('@base = https://graph.microsoft.com/beta\nPATCH {{base}}/identity/|');
    assert.deepEqual(found, ['apiConnectors']);
    assert.deepEqual(await offers('PATCH {{base}}/beta/identity/|'), ['apiConnectors']);
    assert.deepEqual(await offers('PATCH /v1.0/servicePrincipals/{{a/b}}/|'), [
      'microsoft.graph.agentIdentity',
    ]);
  });

  test('a path that leads nowhere', async () => {
    assert.deepEqual(await offers('PATCH /v1.0/nowhere/at/|'), []);
    assert.deepEqual(await offers('PATCH /v3.0/identity/|'), []);
  });
});

suite('queries', () => {
  const ONE = 'GET /beta/identity/apiConnectors/7';

  test('of a GET of one object', async () => {
    assert.deepEqual(await offers(`${ONE}?|`), ['$select', '$expand']);
    await completes(`${ONE}?$se|`, '$select', `${ONE}?$select=`);
    await completes(`${ONE}?$select=id,dis|`, 'displayName', `${ONE}?$select=id,displayName`);
    assert.ok(!(await offers(`${ONE}?$select=id,|`)).includes('id'));
  });

  test('of a GET of several', async () => {
    const list = 'GET /beta/identity/apiConnectors';
    assert.ok((await offers(`${list}?$select=id&|`)).includes('$top'));
    assert.ok(!(await offers(`${list}?$select=id&|`)).includes('$select'));
    await completes(`${list}\n  ?$orderby=dis|`, 'displayName', `${list}\n  ?$orderby=displayName`);
    await completes(
      `${list}?$filter=targetUrl eq 'a' and disp|`,
      'displayName',
      `${list}?$filter=targetUrl eq 'a' and displayName`,
    );
    assert.deepEqual(await offers(`${list}?$count=|`), ['true']);
  });

  test('none on an update', async () =>
    assert.deepEqual(await offers('PATCH /beta/identity/apiConnectors/7?|'), []));

  const list = 'GET /v1.0/vehicles';
  const fleet = { catalog: fleetCatalog };
  const offered = (query: string) => offers(`${list}?${query}`, fleet);

  test('the parts of a filter, each where it stands', async () => {
    await completes(`${list}?$filter=startsWith(na|`, 'name', `${list}?$filter=startsWith(name`, fleet);
    await completes(`${list}?$filter=|`, 'startsWith', `${list}?$filter=startsWith(`, fleet);
    assert.deepEqual(await offered('$filter=name |'), ['eq', 'ne', 'in', 'ge', 'gt', 'le', 'lt']);
    assert.deepEqual(await offered("$filter=name eq 'a' |"), ['and', 'or']);
    assert.deepEqual(await offered("$filter=startsWith(name,'a b') |"), ['and', 'or']);
    assert.ok((await offered("$filter=not(name eq 'a') and |")).includes('name'));
    assert.deepEqual(await offered("$filter=name eq '|"), []);
    assert.deepEqual(await offered('$orderby=name |'), ['asc', 'desc']);
    assert.deepEqual(await offered("$filter=tags/any(t:t eq '|"), []);
    assert.ok(!(await offered('$filter=tags/any(t:t/|')).includes('name'));
  });

  test('members and truth values of what a property is compared with', async () => {
    const gadgets = { catalog: createCatalog([gadget]) };
    await completes(
      `GET /v1.0/gadgets?$filter=kind eq '|`,
      'large',
      `GET /v1.0/gadgets?$filter=kind eq 'large'`,
      gadgets,
    );
    assert.deepEqual(await offers(`GET /v1.0/gadgets?$filter=live ne |`, gadgets), ['true', 'false']);
  });

  test('what is wanted of linked objects, in their parentheses', async () => {
    const one = 'GET /v1.0/vehicles/7';
    await completes(`${one}?$expand=dri|`, 'driver', `${one}?$expand=driver`, fleet);
    await completes(`${one}?$expand=driver(|)`, '$select', `${one}?$expand=driver($select=)`, fleet);
    const names = await offers(`${one}?$expand=driver($select=id,|)`, fleet);
    assert.ok(names.includes('name') && !names.includes('seats'));
  });

  test('none behind a URL that is whole', async () =>
    assert.deepEqual(await offers('GET /v1.0/vehicles |', fleet), []));
});

suite('keys in parentheses', () => {
  const fleet = { catalog: fleetCatalog };
  test('are alternate ones and the usual one', async () => {
    const found = await offers('PATCH /v1.0/vehicles(|', fleet);
    assert.ok(found.at(-1)?.includes('{vehicleId}'), found.join());
    await completes(
      "PATCH /v1.0/vehicles('|')/driver",
      "'{vehicleId}'",
      "PATCH /v1.0/vehicles('${1:{vehicleId\\}}')/driver",
      fleet,
    );
  });

  test('are none of a function', async () =>
    assert.deepEqual(await offers('GET /v1.0/nothing/here(|', fleet), []));
});

suite('headers', () => {
  test('of an update and of a read', async () => {
    const update = await offers('PATCH /v1.0/me\n|');
    assert.deepEqual(update.slice(0, 3), ['Content-Type', 'If-Match', 'Prefer']);
    const read = await offers('GET /v1.0/me\n|');
    assert.ok(
      !read.includes('Content-Type') && !read.includes('If-Match') && read.includes('ConsistencyLevel'),
    );
    for (const name of ['Host', 'Content-Length', 'Authorization']) assert.ok(!update.includes(name), name);
  });

  test('several preferences: only the one at the cursor is replaced', async () => {
    const head = 'PATCH /v1.0/me\nPrefer: ';
    await completes(
      `${head}return=minimal, |`,
      'include-unknown-enum-members',
      `${head}return=minimal, include-unknown-enum-members`,
    );
    await completes(`${head}ret|, respond-async`, 'return=minimal', `${head}return=minimal, respond-async`);
    assert.ok(!(await offers(`${head}return=minimal, |`)).includes('return=representation'));
    assert.ok(!(await offers(`${head}|`)).includes('odata.maxpagesize=50'));
    assert.ok((await offers('GET /v1.0/me\nPrefer: |')).includes('odata.maxpagesize=50'));
  });

  test('an ETag is a stop between its quotes', () =>
    completes('PATCH /v1.0/me\nIf-Match: |', 'W/"…"', 'PATCH /v1.0/me\nIf-Match: W/"$1"'));

  test('lists come up behind a colon and a comma, not behind every blank', async () => {
    const head = 'PATCH /v1.0/me\nPrefer:';
    assert.ok((await offers(`${head} |`, { trigger: ' ' })).length > 0);
    assert.ok((await offers(`${head} a, |`, { trigger: ' ' })).length > 0);
    assert.deepEqual(await offers(`${head} a |`, { trigger: ' ' }), []);
    assert.deepEqual(await offers('# a |', { trigger: ' ' }), []);
    assert.ok((await offers('PATCH |', { trigger: ' ' })).length > 0);
  });
});

suite('comments and variables', () => {
  test('problems that can be silenced', async () => {
    await completes('# gra|\nPATCH /me', 'graph-http-ignore', '# graph-http-ignore \nPATCH /me');
    await completes(
      '# graph-http-ignore prop|\nPATCH /me',
      'property-read-only',
      '# graph-http-ignore property-read-only\nPATCH /me',
    );
    assert.ok((await offers('PATCH /me\n// graph-http-ignore |\nA: b')).includes('value-null'));
  });

  test('problems of the request come first, with what they say', async () => {
    const problems = () => [{ code: 'value-null' as const, message: 'live is never null.' }];
    const [first] = await proposals('# graph-http-ignore |\nPATCH /me', { problems });
    assert.equal(first?.label, 'value-null');
    assert.equal(first?.detail, 'error, in this request');
    assert.match(first?.document?.() ?? '', /live is never null/);
  });

  test('names of variables that the file uses and does not have', async () => {
    await completes('@|\nPATCH /me/{id}\n', 'id', '@id = \nPATCH /me/{id}\n');
    await completes('@na|m = 5\n\n###\nGET /{{name}}', 'name', '@name = 5\n\n###\nGET /{{name}}');
    assert.deepEqual(await offers('@|\n@id = 1\nPATCH /me/{id}\n'), []);
  });

  test('names of variables that can be asked for', () =>
    completes('# @prompt na|\nGET /{{name}}', 'name', '# @prompt name\nGET /{{name}}'));

  test('system variables with what they are now', async () => {
    const given = { now: () => Date.UTC(2026, 0, 31, 8, 30) };
    const found = await proposals('GET /{{$|', given);
    const detail = (label: string) => found.find((each) => each.label === label)?.detail;
    assert.equal(detail('$timestamp'), '1769848200');
    assert.equal(detail('$datetime iso8601'), '2026-01-31T08:30:00.000Z');
    await completes(
      'GET /{{$date|}}',
      "$datetime 'YYYY-MM-DD'",
      "GET /{{\\$datetime '${1:YYYY-MM-DD}'}}",
      given,
    );
    assert.equal(detail('$processEnv NAME'), 'system variable');
  });
});

suite('answers of named requests', () => {
  const responses = new Map([
    [
      'login',
      {
        headers: [{ name: 'ETag', value: 'W/"1"' }],
        body: JSON.stringify({ value: [{ id: '1', 'odd name': 'secret' }], '@odata.count': 1 }),
      },
    ],
  ]);
  const file = '# @name login\nGET /v1.0/users\n\n###\nPATCH /v1.0/users/{{';

  test('have paths into the last one', async () => {
    assert.deepEqual(await offers(`${file}login.response.body.$.|}}`, { responses }), [
      'value',
      "['@odata.count']",
    ]);
    await completes(`${file}login.response.body.$.va|}}`, 'value', `${file}login.response.body.$.value}}`, {
      responses,
    });
    await completes(`${file}login.response.body.$.value[|`, '[0]', `${file}login.response.body.$.value[0]`, {
      responses,
    });
    await completes(
      `${file}login.response.body.$.value[0].|`,
      'id',
      `${file}login.response.body.$.value[0].id}}`,
      { responses },
    );
    await completes(
      `${file}login.response.body.$.value[0].|`,
      "['odd name']",
      `${file}login.response.body.$.value[0]['odd name']}}`,
      { responses },
    );
  });

  test('have headers', async () => {
    await completes(`${file}login.response.headers.|}}`, 'ETag', `${file}login.response.headers.ETag}}`, {
      responses,
    });
    assert.ok((await offers(`${file}login.response.headers.|`)).includes('Location'));
    await completes(`${file}login.response.|`, 'headers', `${file}login.response.headers.`);
  });

  test('show no values', async () => {
    for (const each of await proposals(`${file}login.response.body.$.value[0].|`, { responses })) {
      assert.ok(!JSON.stringify([each, each.document?.()]).includes('secret'));
    }
  });
});
