import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import type { JsonObject } from '../../../src/core/text/jsonValues.ts';
import { AGENTS, CONNECTORS, DEVICE, errorOf, startTestSandbox, WORKING_DEVICE } from './client.ts';

const now = Date.parse('2026-01-01T12:00:00Z');
const test = await startTestSandbox({ clock: { now: () => now, sleep: () => Promise.resolve() } });
beforeEach(() => test.accepts('POST /_sandbox/reset', { as: 'none' }));
after(() => test.sandbox.close());

const connector = { displayName: 'Check age', targetUrl: 'https://api.contoso.com/age' };
const post = (url: string, body: JsonObject, headers: Record<string, string> = {}) =>
  test.accepts(`POST ${url}`, { body, headers });

describe('GET of a collection', () => {
  const names = async (query: string) => {
    const { json } = await test.accepts(`GET ${CONNECTORS}${query}`);
    return (json.value as JsonObject[]).map(({ displayName }) => displayName);
  };
  const many = async (count: number) => {
    for (let i = 1; i <= count; i++) await post(CONNECTORS, { ...connector, displayName: `No ${i}` });
  };

  it('lists the objects with their entity tags, by the context of the collection', async () => {
    const { json, headers } = await test.accepts(`GET ${CONNECTORS}`);
    assert.match(String(json['@odata.context']), /\/v1\.0\/\$metadata#identity\/apiConnectors$/);
    assert.match(String(headers['content-type']), /application\/json/);
    const [one] = json.value as JsonObject[];
    const alone = await test.accepts(`GET ${CONNECTORS}/${one?.id}`);
    const { '@odata.context': _, ...object } = alone.json;
    assert.deepEqual(one, object);
    assert.equal((await test.send(`HEAD ${CONNECTORS}`)).text, '');
  });

  it('is what the URL of a page means that names no object', async () => {
    const { json } = await test.accepts(`GET ${DEVICE}`);
    const alone = await test.accepts(`GET ${WORKING_DEVICE}`);
    assert.equal((json.value as JsonObject[])[0]?.id, alone.json.id);
    const agents = await test.accepts(`GET ${AGENTS}`);
    const context = String(agents.json['@odata.context']).split('$metadata')[1];
    assert.equal(context, '#servicePrincipals/microsoft.graph.agentIdentity');
    const cast = await test.accepts(`GET ${CONNECTORS}/microsoft.graph.identityApiConnector`);
    assert.equal((cast.json.value as unknown[]).length, 1);
  });

  it('comes in pages, each with the address of the next', async () => {
    await many(4);
    const found: unknown[] = [];
    let next: string | undefined = `${CONNECTORS}?$top=2&$select=displayName&$count=true`;
    let pages = 0;
    while (next !== undefined) {
      const { json } = await test.accepts(`GET ${next}`);
      found.push(...(json.value as JsonObject[]).map(({ displayName }) => displayName));
      assert.equal(json['@odata.count'], 5);
      const link: unknown = json['@odata.nextLink'];
      next = link === undefined ? undefined : String(link).slice(test.sandbox.url.length);
      pages++;
    }
    assert.equal(pages, 3);
    assert.deepEqual(found, ['Validate loyalty number', 'No 1', 'No 2', 'No 3', 'No 4']);
    assert.deepEqual(await names('?$skip=4'), ['No 4']);
    assert.deepEqual(await names('?$skip=9'), []);
  });

  it('filters by one property', async () => {
    await many(2);
    await post(CONNECTORS, { ...connector, displayName: "O'Neill & co" });
    assert.deepEqual(await names("?$filter=displayName%20eq%20'no%202'"), ['No 2']);
    assert.deepEqual(await names("?$filter=displayname+EQ+'O''Neill+%26+co'"), ["O'Neill & co"]);
    assert.deepEqual(await names("?$filter=targetUrl eq 'https://x'".replaceAll(' ', '%20')), []);
    assert.deepEqual((await names('?$filter=displayName%20eq%20null')).length, 0);
    const agents = async (filter: string) =>
      ((await test.accepts(`GET ${AGENTS}?$filter=${encodeURIComponent(filter)}`)).json.value as unknown[])
        .length;
    assert.deepEqual(
      [await agents('accountEnabled eq true'), await agents('accountEnabled eq false')],
      [1, 0],
    );
    assert.equal(await agents('notes eq null'), 0);
    assert.equal(await agents('id eq 46c58c0b-9f52-6295-c513-c514c1fd961a'), 1);
  });

  it('says which question it cannot answer', async () => {
    for (const [query, message] of [
      ['$filter=startswith(displayName,%27a%27)', /filters by one property with eq/],
      ['$filter=displayName%20eq%20%27a%27%20and%20id%20eq%20%27b%27', /with eq/],
      ['$filter=nope%20eq%201', /Could not find a property named 'nope'/],
      ['$filter=displayName%20eq%201', /of another type/],
      ['$filter=authenticationConfiguration%20eq%20null', /holds more than one value/],
      ['$filter=', /with eq/],
      ['$top=0', /'\$top': it must be a number from 1 to 999/],
      ['$top=x', /'\$top'/],
      ['$skip=-1', /'\$skip': it must be a whole number/],
      ['$count=maybe', /'\$count': it must be true or false/],
      ['$orderby=id', /no answer to the query option '\$orderby'/],
      ['$expand=a', /no answer to the query option '\$expand' for a collection/],
      ['$select=nope', /Could not find a property/],
      ['$top=1&top=2', /stands more than once/],
    ] as const) {
      await test.refuses(`GET ${CONNECTORS}?${query}`, {}, 400, message);
    }
    assert.equal(
      errorOf(await test.send(`GET ${CONNECTORS}?$filter=a%20ne%201`)).code,
      'Request_UnsupportedQuery',
    );
  });
});
