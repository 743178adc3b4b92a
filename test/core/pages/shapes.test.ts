import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PageProblemCode } from '../../../src/core/pages/problems.ts';
import { readPage } from '../../../src/core/pages/readPage.ts';
import {
  fence,
  imported,
  type Parts,
  pageOf,
  problemsWithOwnSchema,
  requestOf,
  schemaOf,
  tableOf,
} from './shapes.ts';

/** The places of a code's problems, as the page has them. */
function places(parts: Parts, code: PageProblemCode): readonly string[] {
  const text = pageOf(parts);
  return readPage(text)
    .problems.filter((problem) => problem.code === code)
    .map(({ start, end }) => text.slice(start, end));
}

function paths(parts: Parts): readonly string[] {
  return readPage(pageOf(parts)).calls.map(({ method, path }) => `${method} ${path}`);
}

describe('request lines', () => {
  it('may have keys in parentheses; other forms of one path are one', () => {
    const calls =
      "PATCH /ships/{ship-id}\nPATCH /ships(code='{code}')\nPATCH /ports/{id}/ships(code='{code}')\nPATCH /ports/{id|name}/berth(number='<number>')";
    assert.deepEqual(paths({ calls }), [
      'PATCH /ships/{shipId}',
      'PATCH /ports/{id}/ships/{code}',
      'PATCH /ports/{id}/berth/{number}',
    ]);
    assert.deepEqual(places({ calls }, 'page-path'), []);
    const examples = fence(
      'http',
      requestOf('{ "name": "Vega" }', "PATCH https://graph.microsoft.com/v1.0/ports/1/ships(code='X')"),
    );
    assert.deepEqual(places({ calls, examples }, 'page-example-url'), []);
  });

  it('may be written small, without a fence, in a list or within a line', () => {
    assert.deepEqual(paths({ calls: 'patch /ships/{id}' }), ['PATCH /ships/{id}']);
    assert.deepEqual(paths({ request: '    PATCH /ships/{id}\n    PATCH /me/ship\n' }), [
      'PATCH /ships/{id}',
      'PATCH /me/ship',
    ]);
    assert.deepEqual(paths({ request: '- `PATCH /ships/{id}`' }), ['PATCH /ships/{id}']);
    assert.deepEqual(paths({ request: 'Patch /ships/{id} to change one, or put it away.' }), []);
  });

  it('may have a slash before the key', () => {
    assert.deepEqual(paths({ calls: "PATCH /ships/(code='{code}')" }), ['PATCH /ships/{code}']);
  });

  it('of links and actions need neither a table nor a type, and links are no content', () => {
    for (const calls of ['POST /ships/{id}/crew/$ref', 'POST /ships/{id}/launch']) {
      const parts = { calls, title: 'Do it', intro: 'Do it.', body: 'Supply the link.', examples: 'None.' };
      const { problems } = imported(parts);
      const told = problems.map(({ code }) => code).filter((code) => code !== 'page-path');
      assert.deepEqual(told, ['page-endpoint-missing', 'page-example-missing'], calls);
      const [path] = problems.filter(({ code }) => code === 'page-path');
      if (calls.endsWith('$ref')) assert.match(path?.message ?? '', /links objects/);
    }
  });

  it('of several types, which the page does not choose among, have no schema', () => {
    const intro = 'Label one of these:\n\n- [ship](../resources/ship.md)\n- [port](../resources/port.md)';
    const { page, schema } = imported({
      title: 'Create a label',
      intro,
      calls: 'PATCH /ships/{id}\nPATCH /ports/{id}',
    });
    assert.equal(page.type, undefined);
    assert.equal(schema, undefined);
  });

  it('that no schema can have are said to be left out, and why', () => {
    const calls = 'PUT /me/photo/$value\nPATCH /me/drive/root:/{item-path}\nPATCH /ships/(id)';
    const { problems, schema } = imported({ calls });
    const told = problems.filter(({ code }) => code === 'page-path');
    assert.deepEqual(
      told.map(({ severity }) => severity),
      ['information', 'information', 'warning'],
    );
    assert.match(told[0]?.message ?? '', /content/);
    assert.match(told[1]?.message ?? '', /root:/);
    assert.equal(schema, undefined);
    assert.match(
      problems.find(({ code }) => code === 'page-endpoint-missing')?.message ?? '',
      /No request line of the page fits/,
    );
  });

  it('of an example may be those of the signed-in user', () => {
    const parts = (url: string): Parts => ({
      calls: 'PATCH /users/{id | userPrincipalName}/ship',
      examples: fence('http', requestOf('{ "name": "Vega" }', `PATCH ${url}`)),
    });
    assert.deepEqual(places(parts('https://graph.microsoft.com/v1.0/me/ship'), 'page-example-url'), []);
    assert.equal(places(parts('https://graph.microsoft.com/v1.0/we/ship'), 'page-example-url').length, 1);
  });
});

describe('rows of a table of properties', () => {
  it('may have columns behind the description, and bars within it', async () => {
    const row = 'speed|Int32|How fast it is.|Yes';
    const schema = await schemaOf({ body: tableOf([row], 'Property|Type|Description|Applies at sea?') });
    assert.equal(schema.properties.speed?.description, 'How fast it is.');
    const cut = await schemaOf({ rows: ['speed|Int32|How fast it is, in a | b.'] });
    assert.equal(cut.properties.speed?.description, 'How fast it is, in a | b.');
  });

  it('say what is read-only, fixed, secret, deprecated or never null', async () => {
    const { properties } = await schemaOf({
      rows: [
        'name|String|What drivers call it. Not nullable.',
        'seen|DateTimeOffset|When it was seen. Read-only.',
        'owner|String|Who has it. Read-only for ferries.',
        'home|String|Where it lies. For leased ships this is read-only.',
        'code|String|Its letters. Immutable.',
        'nick|String|Its other name. Can be updated only if `null` and is immutable once set.',
        'keel|String|Its keel. It cannot be changed after the ship is made.',
        'pin|String|Starts the engine. Write-only.',
        'label (deprecated)|String|What it was called.',
      ],
    });
    const { name, seen, owner, home, code, nick, keel, pin, label } = properties;
    assert.equal(name?.type, 'string');
    assert.equal(name?.['x-graph']?.nullable, false);
    assert.equal(seen?.['x-graph']?.update, 'computed');
    assert.deepEqual([owner?.readOnly, home?.readOnly], [undefined, undefined]);
    assert.equal(code?.['x-graph']?.update, 'immutable');
    assert.deepEqual([nick?.readOnly, keel?.['x-graph']?.update], [undefined, 'immutable']);
    assert.deepEqual([pin?.writeOnly, pin?.['x-graph']?.secret], [true, true]);
    assert.equal(label?.deprecated, true);
  });

  it('keep what only looks like a word on whether they are needed', async () => {
    const { properties } = await schemaOf({
      rows: ['name|String|Required. Optional field to call it by. Optional.'],
    });
    assert.equal(properties.name?.description, 'Optional field to call it by.');
  });

  it('may list values as HTML, which are no part of what they say', async () => {
    const list = '<ul><li>`fast` - at full speed. Always.</li><li>`slow`</li></ul>';
    const { properties } = await schemaOf({
      rows: [`mode|shipMode|How it sails. Possible values are: ${list} Ask first.`],
    });
    assert.equal(properties.mode?.description, 'How it sails. Ask first.');
    assert.deepEqual(properties.mode?.enum, ['fast', 'slow', null]);
  });

  it('may be of @odata.type, which every schema has', async () => {
    const { properties } = await schemaOf({
      rows: ['@odata.type|String|#microsoft.graph.ship. Required.', 'name|String|What drivers call it.'],
    });
    assert.deepEqual(properties['@odata.type']?.enum, ['#microsoft.graph.ship', 'microsoft.graph.ship']);
  });

  it('of streams have URLs that no object is sent to', async () => {
    const schema = await schemaOf({
      calls: 'PATCH /ships/{id}\nPUT /ships/{id}/photo',
      rows: ['name|String|What drivers call it.', 'photo|Stream|How it looks.'],
    });
    assert.deepEqual(
      schema['x-graph'].endpoints.map(({ pagePath }) => pagePath),
      ['/ships/{id}'],
    );
  });

  it('may be short, and of types that hold anything', async () => {
    const { properties } = await schemaOf({
      rows: [
        'hue|String|Colour',
        'cells|Json|Its cells.',
        'bag|Object|A bag.',
        'tags|String[]|Some tags.',
        'all|Json collection|Some.',
      ],
      json: '{ "hue": "red", "cells": [["a", 1]], "bag": { "a": 1 }, "tags": ["a"], "all": [1, "a"] }',
    });
    assert.equal(properties.hue?.description, 'hue: Colour.');
    assert.deepEqual(properties.cells?.examples, [[['a', 1]]]);
    assert.equal(properties.tags?.['x-graph']?.type, 'Collection(Edm.String)');
    const parts: Parts = {
      rows: ['cells|Json|Its cells.', 'all|Json collection|Some.'],
      json: '{ "cells": [[1]], "all": [1, "a"] }',
    };
    assert.deepEqual(await problemsWithOwnSchema(parts), ['collection-replaced']);
  });

  it('whose type only has a name take a word as well as an object, unless the example shows one', async () => {
    const rows = [
      'mode|shipMode|How it sails.',
      'hull|shipHull|What it floats on.',
      'crew|sailor collection|Who sails it.',
      'mast|[shipMast](../resources/shipmast.md)|What holds the sails. Optional',
      'deck|shipDeck|Where they stand.',
    ];
    const json = '{ "mode": "fast", "hull": { "length": 4 }, "crew": [{ "name": "Ann" }] }';
    const { properties, definitions } = await schemaOf({ rows, json });
    assert.deepEqual(properties.mode?.type, ['string', 'null']);
    assert.equal(properties.hull?.$ref, '#/definitions/microsoft.graph.shipHull');
    assert.equal(properties.crew?.items?.$ref, '#/definitions/microsoft.graph.sailor');
    assert.deepEqual(properties.deck?.type, ['object', 'string', 'null']);
    assert.equal(properties.mast?.$ref, '#/definitions/microsoft.graph.shipMast');
    assert.equal(properties.mast?.description, 'What holds the sails.');
    assert.equal(definitions['microsoft.graph.shipHull']?.['x-graph']?.open, true);
    assert.deepEqual(properties.hull?.examples, [{ length: 4 }]);
    assert.deepEqual(await problemsWithOwnSchema({ rows, json }), ['collection-replaced']);
  });

  it('of a table below the name of a type are that type’s', async () => {
    const body = `${tableOf(['name|String|What it is called.', 'hull|shipHull|What it floats on.'])}\n\n### shipHull properties\n\n${tableOf(['length|Int32|How long it is.', 'id|String|Its number.'])}`;
    const { properties, definitions } = await schemaOf({ body });
    assert.deepEqual(Object.keys(properties), ['@odata.type', 'name', 'hull']);
    const hull = definitions['microsoft.graph.shipHull'];
    assert.deepEqual(Object.keys(hull?.properties ?? {}), ['@odata.type', 'length', 'id']);
    assert.equal(hull?.properties?.id?.readOnly, undefined);
    assert.deepEqual(places({ body }, 'page-type-unknown'), []);
    assert.deepEqual(await problemsWithOwnSchema({ body, json: '{ "hull": { "length": "4" } }' }), [
      'value-type',
    ]);
  });
});

describe('examples', () => {
  it('are called after the heading that says what they show', () => {
    const one = (title: string, level: string) =>
      `### Example: ${title}\n\n${level} Request\n\n${fence('http', requestOf('{ "name": "a" }'))}\n\n${level} Response\n\n${fence('http', 'HTTP/1.1 200 OK')}`;
    const examples = `${one('Rename it', '####')}\n\n${one('Sell it', '###')}`;
    const titles = imported({ examples }).requests?.match(/^###.*$/gm);
    assert.deepEqual(titles, ['### Example: Rename it', '### Example: Sell it']);
  });

  it('are none of the request lines that stand by the permissions', () => {
    const permissions = `For this request:\n\n${fence('http', 'PATCH /fleet/ships/{shipId}')}\n\n|Permission type|Permissions|\n|-|-|\n|Application|Ship.ReadWrite.All|`;
    assert.equal(readPage(pageOf({ permissions })).examples.length, 1);
  });

  it('have the version of the page where their URL has none', () => {
    const examples = [
      fence('http', requestOf('{ "name": "a" }', 'PATCH /fleet/ships/7')),
      fence('http', requestOf('{ "name": "b" }', 'PATCH https://graph.microsoft.com/beta/fleet/ships/8')),
    ].join('\n\n');
    assert.match(
      imported({ examples }).requests ?? '',
      /^PATCH https:\/\/graph\.microsoft\.com\/beta\/fleet\/ships\/7$/m,
    );
  });

  it('have the body that stands in a block of its own, and no answer', () => {
    const line = fence('http', 'PATCH https://graph.microsoft.com/v1.0/fleet/ships/7');
    const body = fence('json', '{ "name": "Vega" }');
    assert.deepEqual(
      { ...readPage(pageOf({ examples: `${line}\n\nWith this body:\n\n${body}` })).examples[0]?.body },
      { name: 'Vega' },
    );
    assert.match(
      imported({ examples: `${line}\n\n${body}` }).requests ?? '',
      /ships\/7\n\n\{ "name": "Vega" \}\n$/,
    );
    const answered = `${line}\n\nThis is the response:\n\n${body}`;
    assert.equal(readPage(pageOf({ examples: answered })).examples[0]?.body, undefined);
  });

  it('are known by their request line, whatever their code block is called', () => {
    const examples = `${fence('msgraph', requestOf('{ "name": "Vega" }'))}\n\n${fence('csharp', 'var ship = new Ship();')}`;
    assert.equal(readPage(pageOf({ examples })).examples.length, 1);
  });

  it('in a list lose its indentation', () => {
    const block = fence('http', requestOf('{\n  "name": "Vega"\n}')).replaceAll('\n', '\n   ');
    assert.match(
      imported({ examples: `1. First:\n\n   ${block}` }).requests ?? '',
      /\nContent-Type: application\/json\n\n\{\n {2}"name": "Vega"\n\}\n$/,
    );
  });

  it('with slips in their JSON are still read', () => {
    const page = readPage(pageOf({ json: '{\n  // its name\n  "name": "Vega",\n  "speed": 5,\n}' }));
    assert.deepEqual({ ...page.examples[0]?.body }, { name: 'Vega', speed: 5 });
    const told = page.problems.filter(({ code }) => code === 'page-example-json');
    assert.equal(told.length, 1);
    assert.doesNotMatch(told[0]?.message ?? '', /line of its own/);
    const image = requestOf('Binary data').replace('application/json', 'image/jpeg');
    assert.deepEqual(places({ examples: fence('http', image) }, 'page-example-json'), []);
  });

  it('set properties that no table has, and links: neither is refused', async () => {
    const json =
      '{ "id": "7", "owner": "Ann", "port@odata.bind": "https://graph.microsoft.com/v1.0/ports/1" }';
    const rows = ['name|String|What it is called.', 'port|microsoft.graph.port|Where it lies.'];
    const schema = await schemaOf({ json, rows });
    assert.deepEqual(schema['x-graph'].navigation?.port, {
      type: 'microsoft.graph.port',
      description: 'Where it lies.',
    });
    assert.equal(schema.properties.port, undefined);
    assert.deepEqual(await problemsWithOwnSchema({ json, rows }), ['property-key']);
    assert.deepEqual(places({ json, rows }, 'page-example-property'), ['"id"', '"owner"']);
  });
});

describe('permissions', () => {
  it('are not taken from a table of something else, which is said once', () => {
    const permissions =
      '|Resource|Delegated|Application|\n|-|-|-|\n|ship|A.Write|A.Write.All|\n|port|B.Write|B.Write.All|';
    assert.equal(readPage(pageOf({ permissions })).permissions, undefined);
    assert.deepEqual(places({ permissions }, 'page-permissions-missing'), ['Resource|Delegated|Application']);
    assert.deepEqual(places({ permissions }, 'page-row'), []);
  });

  it('that are needed together begin with one that writes, and it is said', () => {
    const cell = 'Policy.Read.All and Policy.ReadWrite.Ship';
    const permissions = `|Permission type|Permissions|\n|-|-|\n|Application|${cell}|`;
    assert.deepEqual(readPage(pageOf({ permissions })).permissions?.application, [
      'Policy.ReadWrite.Ship',
      'Policy.Read.All',
    ]);
    assert.deepEqual(places({ permissions }, 'page-permissions-together'), [cell]);
  });

  it('may have line breaks between them', () => {
    const permissions =
      '|Permission type|Permissions|\n|-|-|\n|Application|A.Write.All for a ship.</br>B.Write.All for a port.|';
    assert.deepEqual(readPage(pageOf({ permissions })).permissions?.application, [
      'A.Write.All',
      'B.Write.All',
    ]);
  });

  it('that are not at hand are unknown, not unsupported', async () => {
    const permissions = '[!INCLUDE [permissions-table](../includes/p.md)]';
    const schema = await schemaOf({ permissions });
    assert.equal(schema['x-graph'].endpoints[0]?.permissions.unknown, true);
    assert.equal((await schemaOf({}))['x-graph'].endpoints[0]?.permissions.unknown, undefined);
  });
});

describe('a page', () => {
  it('may come as a site renders it: with its own words behind the title, and includes spelt out', () => {
    const page = readPage(
      pageOf({
        title: 'Update ship - Microsoft Graph beta | Microsoft Learn',
        intro:
          'Important: APIs under the `/beta` version in Microsoft Graph are subject to change.\n\nUpdate a ship.',
        examples: fence('http', requestOf('{ "name": "a" }', 'PATCH /fleet/ships/7')),
      }),
    );
    assert.deepEqual(
      [page.title, page.type, page.versions],
      ['Update ship', 'microsoft.graph.ship', ['beta']],
    );
  });

  it('may ask for If-Match', async () => {
    const etag = async (text: string) =>
      (await schemaOf({ headers: tableOf([`If-Match|${text}`], 'Name|Description') }))['x-graph'].endpoints[0]
        ?.etag;
    assert.equal(await etag('Last known ETag. Required.'), 'required');
    assert.equal(await etag('If it is given, a change of somebody else is not lost.'), 'recommended');
  });

  it('says where a code block is never closed', () => {
    const request = '```http\nPATCH /ships/{id}';
    assert.deepEqual(places({ request, json: '' }, 'page-code-open'), []);
    const text = '# Update ship\n\n## HTTP request\n\n```http\nPATCH /ships/{id}\n\n## Request body\n';
    const [open] = readPage(text).problems.filter(({ code }) => code === 'page-code-open');
    assert.equal(text.slice(open?.start, open?.end), '```http');
  });
});

describe('an example of a value', () => {
  it('is one that the schema takes', async () => {
    const rows = [
      'seen|DateTimeOffset|When it was seen.',
      'speed|Int32|How fast it is.',
      'days|Date collection|When it sails.',
    ];
    const odd = await schemaOf({
      rows,
      json: '{ "seen": "2026-01-31", "speed": "fast", "days": ["never"] }',
    });
    assert.deepEqual(odd.properties.seen?.examples, ['2026-01-31T08:30:00Z']);
    assert.deepEqual(odd.properties.speed?.examples, [1]);
    assert.notDeepEqual(odd.properties.days?.examples, [['never']]);
    const right = await schemaOf({
      rows,
      json: '{ "seen": "2026-02-01T00:00:00Z", "speed": 7, "days": ["2026-02-01"] }',
    });
    assert.deepEqual(right.properties.seen?.examples, ['2026-02-01T00:00:00Z']);
    assert.deepEqual(
      [right.properties.speed?.examples, right.properties.days?.examples],
      [[7], [['2026-02-01']]],
    );
  });
});

describe('a heading', () => {
  it('that every page has counts whatever its level, but not among the examples', () => {
    const text = pageOf({})
      .replace('## HTTP request', '### HTTP Request')
      .replace('## Response', '### Response')
      .replace('## Examples', '### Examples');
    const page = readPage(text);
    assert.deepEqual(
      page.calls.map(({ path }) => path),
      ['/fleet/ships/{shipId}'],
    );
    assert.equal(page.examples.length, 1);
    assert.deepEqual(page.problems, []);
  });
});

describe('an example whose method the page does not have', () => {
  it('is told from one with another URL', () => {
    const examples = fence(
      'http',
      requestOf('{ "name": "a" }', 'PUT https://graph.microsoft.com/v1.0/fleet/ships/7'),
    );
    const [told] = imported({ examples }).problems;
    assert.match(told?.message ?? '', /has PATCH for this URL, not PUT/);
  });
});

describe('an example of PUT', () => {
  it('carries the whole object with its key, as GET gives it', async () => {
    const put = (json: string): Parts => ({
      calls: 'PUT /fleet/ships/{shipId}',
      rows: ['name|String|What drivers call it.', 'seen|DateTimeOffset|When it was seen. Read-only.'],
      examples: fence('http', requestOf(json, 'PUT https://graph.microsoft.com/v1.0/fleet/ships/7')),
    });
    assert.deepEqual(
      await problemsWithOwnSchema(put('{ "@odata.context": "x", "id": "7", "name": "Vega" }')),
      [],
    );
    assert.deepEqual(await problemsWithOwnSchema(put('{ "id": "7", "seen": "2026-01-31T08:30:00Z" }')), [
      'property-read-only',
    ]);
  });
});

describe('a table of properties', () => {
  it('may have a column of permission types, and is none of permissions', () => {
    const body = tableOf(
      ['Owner|crew|String collection|Who sails it.', 'Anybody|berth|Int32|Where it lies.'],
      'Permission Type|Property|Type|Description',
    );
    const { properties, permissions, problems } = readPage(pageOf({ body, json: '{ "berth": 1 }' }));
    assert.deepEqual(
      properties.map(({ name, type }) => [name, type]),
      [
        ['crew', 'Collection(Edm.String)'],
        ['berth', 'Edm.Int32'],
      ],
    );
    assert.deepEqual(permissions?.application, ['Ship.ReadWrite.All']);
    assert.deepEqual(problems, []);
  });

  it('may name types whose kinds only the metadata would tell', async () => {
    const rows = ['engine|[engine](../resources/engine.md)|What drives it.'];
    const json = '{ "engine": { "@odata.type": "#microsoft.graph.steamEngine", "boilers": 2 } }';
    assert.deepEqual(await problemsWithOwnSchema({ rows, json }), []);
  });
});
