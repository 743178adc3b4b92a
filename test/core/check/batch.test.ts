import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cpuTime } from '../../support/cpuTime.ts';
import { fleetCatalog } from '../catalog/metadata/fleet.ts';
import { accepts, problemsOf, reports } from './vocabulary.ts';

const setting = { catalogs: [fleetCatalog] };
const TYPE = '"headers": { "Content-Type": "application/json" }';
const batch = (...requests: readonly string[]) =>
  `POST https://graph.microsoft.com/v1.0/$batch\nContent-Type: application/json\n\n{ "requests": [${requests.join(', ')}] }\n`;
const rename = (url: string, body = '{ "name": "Van" }') =>
  `{ "id": "1", "method": "PATCH", "url": ${url}, ${TYPE}, "body": ${body} }`;

describe('a batch', () => {
  it('of requests that are right is accepted', async () => {
    await accepts(
      batch(rename('"/vehicles/7"'), '{ "id": "2", "method": "GET", "url": "vehicles" }'),
      setting,
    );
    await accepts(
      batch(
        rename('"vehicles/7"'),
        '{ "id": "b", "method": "DELETE", "url": "/vehicles/8", "dependsOn": ["1"] }',
      ),
      setting,
    );
  });

  it('needs a list of at most 20 requests', async () => {
    const head = 'POST /v1.0/$batch\nContent-Type: application/json\n\n';
    await reports(`${head}«{» "request": [] }\n`, 'batch-invalid', setting);
    const many = Array.from(
      { length: 20 },
      (_, index) => `{ "id": "${index}", "method": "GET", "url": "/vehicles" }`,
    );
    await accepts(batch(...many), setting);
    await reports(
      batch(...many, '«{» "id": "x", "method": "GET", "url": "/vehicles" }'),
      'batch-invalid',
      setting,
    );
  });

  it('needs an id, a method and a URL for each request', async () => {
    const found = await reports(
      batch('{ "id": «1», "method": "GET", "url": "/vehicles" }'),
      'batch-invalid',
      setting,
    );
    assert.match(found.fixed(), /"id": "1"/);
    await reports(
      batch(
        '{ "id": "1", "method": "GET", "url": "/vehicles" }',
        '{ "id": «"1"», "method": "GET", "url": "/people" }',
      ),
      'batch-invalid',
      setting,
    );
    await reports(batch('«{» "method": "GET", "url": "/vehicles" }'), 'batch-invalid', setting);
    await reports(batch('«{» "id": "1", "url": "/vehicles" }'), 'batch-invalid', setting);
    await reports(batch('«{» "id": "1", "method": "GET" }'), 'batch-invalid', setting);
    await reports(
      batch('{ "id": "1", "method": "GET", "url": "/people", "dependsOn": [«"2"»] }'),
      'batch-invalid',
      setting,
    );
  });

  it('needs a content type beside each body', async () => {
    const found = await reports(
      batch('{ "id": "1", "method": "PATCH", "url": "/vehicles/7", «"body"»: { "name": "Van" } }'),
      'batch-invalid',
      setting,
    );
    assert.equal(
      found.fixed(),
      batch(`{ "id": "1", "method": "PATCH", "url": "/vehicles/7", ${TYPE}, "body": { "name": "Van" } }`),
    );
    const other = await reports(
      batch(
        '{ "id": "1", "method": "PATCH", "url": "/vehicles/7", "headers": { "If-Match": "*" }, «"body"»: { "name": "Van" } }',
      ),
      'batch-invalid',
      setting,
    );
    assert.match(other.fixed(), /"headers": \{ "Content-Type": "application\/json", "If-Match": "\*" \}/);
  });

  it('has its URLs without host and version', async () => {
    for (const before of ['https://graph.microsoft.com/v1.0', '/v1.0', 'beta']) {
      const found = await reports(batch(rename(`«"${before}/vehicles/7"»`)), 'batch-invalid', setting);
      assert.equal(found.fixed(), batch(rename('"/vehicles/7"')), before);
    }
  });

  it('has its requests checked as if each was sent alone', async () => {
    const name = await reports(
      batch(rename('"/vehicles/7"', '{ «"nam"»: "Van" }')),
      'property-unknown',
      setting,
    );
    assert.equal(name.fixed(), batch(rename('"/vehicles/7"')));
    const url = await reports(batch(rename('"/«vehicle»/7"')), 'url-unknown', setting);
    assert.equal(url.fixed(), batch(rename('"/vehicles/7"')));
    await reports(batch(rename('"/vehicles/7/«sell»"')), 'path-not-updatable', setting);
    const method = await reports(
      batch(
        `{ "id": "1", "method": "«PATCH»", "url": "/vehicles/7/insurance", ${TYPE}, "body": { "number": "1" } }`,
      ),
      'method-not-offered',
      setting,
    );
    assert.match(method.fixed(), /"method": "PUT"/);
    await reports(
      batch(`{ "id": "1", "method": "POST", "url": "/vehicles", ${TYPE}, "body": { "wheels": «"4"» } }`),
      'value-type',
      setting,
    );
    await accepts(
      batch(rename('"/vehicles/{{vehicle}}"', '{ "name": "{{name}}" }')),
      {
        ...setting,
      },
      ['reference-unresolved', 'reference-unresolved'],
    );
  });

  it('of any size takes time like its length', async () => {
    const many = batch(...Array.from({ length: 3000 }, () => rename('"/vehicles/7"', '{ "nam": "Van" }')));
    const before = cpuTime();
    assert.ok((await problemsOf(many, setting)).length > 0);
    assert.ok(cpuTime() - before < 15_000, `${cpuTime() - before} ms`);
  });
});

describe('the body of a link', () => {
  const set = (body: string) =>
    `PUT https://graph.microsoft.com/v1.0/vehicles/7/driver/$ref\nContent-Type: application/json\n\n${body}\n`;
  const link = '"https://graph.microsoft.com/v1.0/people/1"';

  it('has the URL of the object', async () => {
    await accepts(set(`{ "@odata.id": ${link} }`), setting);
    const near = await reports(set(`{ «"odata.id"»: ${link} }`), 'bind-value', setting);
    assert.equal(near.fixed(), set(`{ "@odata.id": ${link} }`));
    const none = await reports(set('«{» "id": "1" }'), 'bind-value', setting);
    assert.deepEqual(none.fixes(), []);
    await reports(set('{ "@odata.id": «"1"» }'), 'bind-value', setting);
    await reports(set('{ "@odata.id": «7» }'), 'bind-value', setting);
  });
});
