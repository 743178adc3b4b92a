import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offerOf, placeForRequest } from '../../../../src/core/assist/insert/newRequest.ts';
import { catalog, placed } from '../authoringPlace.ts';

/** The file after a request `NEW` with the title `T` was put in. */
function inserted(marked: string): string {
  const { text, offset, context } = placed(marked);
  const { at, before, after } = placeForRequest(context.file, offset, 'T');
  return `${text.slice(0, at)}${before}NEW${after}${text.slice(at)}`;
}

test('an empty file is filled', () => {
  assert.equal(inserted('|'), 'NEW\n');
  assert.equal(inserted('\ufeff|'), '\ufeffNEW\n');
});

test('a request goes behind the one at the cursor, with a separator of its own', () => {
  assert.equal(inserted('GET /v1.0/me|\n'), 'GET /v1.0/me\n\n### T\nNEW\n');
  assert.equal(inserted('GET /v1.0/me|'), 'GET /v1.0/me\n\n### T\nNEW\n');
  assert.equal(
    inserted('GET /v1.0/me|\n\n### Next\nGET /v1.0/users\n'),
    'GET /v1.0/me\n\n### T\nNEW\n\n### Next\nGET /v1.0/users\n',
  );
});

test('a part that has only a separator is filled, and keeps its title', () => {
  assert.equal(inserted('GET /v1.0/me\n\n###|\n'), 'GET /v1.0/me\n\n### T\nNEW\n');
  assert.equal(inserted('GET /v1.0/me\n\n### Mine\n|'), 'GET /v1.0/me\n\n### Mine\nNEW\n');
});

test('variables and metadata above stay above', () => {
  assert.equal(inserted('@id = 1|\n'), '@id = 1\n\nNEW\n');
  assert.equal(inserted('###\n# @name a|\n'), '###\n# @name a\nNEW\n');
});

test('every update of the catalog is offered with its least permission and a body to fill in', () => {
  const offers = [...catalog.updates()].map(offerOf);
  assert.equal(offers.length, catalog.schemas().flatMap((schema) => schema['x-graph'].endpoints).length);
  const connector = offers.find(({ title }) => title === 'identityApiConnector');
  assert.ok(connector);
  assert.equal(connector.permission, 'APIConnectors.ReadWrite.All');
  assert.equal(
    connector.snippet(),
    'PATCH https://graph.microsoft.com/v1.0/identity/apiConnectors/${1:{identityApiConnectorId\\}}\nContent-Type: application/json\n\n{\n  "targetUrl": "${2:https://api.contoso.com/signup/loyalty}"\n}',
  );
});
