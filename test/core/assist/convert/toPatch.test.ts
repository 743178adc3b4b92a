import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readObjectFrom, readObjectOf } from '../../../../src/core/assist/convert/readObjects.ts';
import { toPatch } from '../../../../src/core/assist/convert/toPatch.ts';
import { catalog, placed } from '../authoringPlace.ts';

/** The file after the object at the cursor became a PATCH. */
function becomes(marked: string, expected: string): void {
  const { context, text } = placed(marked);
  const found = readObjectOf(context);
  assert.ok(found);
  const converted = toPatch(catalog, found.object);
  assert.ok(converted.ok, JSON.stringify(converted));
  const { block, span, isUpdate } = found;
  const start = context.file.starts[block] ?? 0;
  const made = isUpdate ? converted.body : converted.request;
  assert.equal(text.slice(0, start + span.start) + made + text.slice(start + span.end), expected);
}

function patchOf(json: string) {
  return toPatch(catalog, readObjectFrom(json));
}

const ID = '7fd6431c-431c-7fd6-1c43-d67f1c43d67f';
const URL_OF = `https://graph.microsoft.com/v1.0/identity/apiConnectors/${ID}`;

test('a pasted answer becomes the PATCH of what was read above it', () =>
  becomes(
    `### Read\nGET ${URL_OF}?$select=id,displayName\nPrefer: x\n\n### Answer\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\n  "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#identity/apiConnectors/$entity",\n  "@odata.etag": "W/\\"1\\"",\n  "id": "${ID}",\n  # the name\n  "displayName": "a",\n  "targetUrl":   null\n}|\n`,
    `### Read\nGET ${URL_OF}?$select=id,displayName\nPrefer: x\n\n### Answer\nPATCH ${URL_OF}\nContent-Type: application/json\n# If-Match: W/"1"\n\n{\n  # the name\n  "displayName": "a",\n  "targetUrl":   null\n}\n`,
  ));

test('an answer without a blank line and with fences, as the pages print it', () =>
  becomes(
    `GET /v1.0/identity/apiConnectors/1\n\n###\n\`\`\` http\nHTTP/1.1 200 OK\nContent-Type: application/json\n{\n  "id": "1",\n  "displayName": "a"\n}\n|\`\`\`\n`,
    `GET /v1.0/identity/apiConnectors/1\n\n###\n\`\`\` http\nPATCH /v1.0/identity/apiConnectors/1\nContent-Type: application/json\n\n{\n  "displayName": "a"\n}\n`,
  ));

test('a GET whose body was pasted becomes a PATCH in its place; references stay', () =>
  becomes(
    `@id = 1\n\n###\n# @name read\nGET /v1.0/identity/apiConnectors/{{id}}?$select=id\n\n{\n  "id": "1",\n  "displayName": "{{name}}"\n}|\n`,
    `@id = 1\n\n###\n# @name read\nPATCH /v1.0/identity/apiConnectors/{{id}}\nContent-Type: application/json\n\n{\n  "displayName": "{{name}}"\n}\n`,
  ));

test('the only item of a collection is taken, and its id goes into the URL', () =>
  becomes(
    `GET /v1.0/identity/apiConnectors\n\n###\nHTTP/1.1 200 OK\n\n{\n  "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#identity/apiConnectors",\n  "value": [\n    {\n      "id": "a b",\n      "displayName": "a"\n    }\n  ]\n}|\n`,
    `GET /v1.0/identity/apiConnectors\n\n###\nPATCH /v1.0/identity/apiConnectors/a%20b\nContent-Type: application/json\n\n{\n  "displayName": "a"\n}\n`,
  ));

test('for a GET the answer below it counts', () =>
  becomes(
    'GET /v1.0/identity/apiConnectors/1|\n\n###\nHTTP/1.1 200 OK\n\n{ "id": "1", "displayName": "a" }\n',
    'GET /v1.0/identity/apiConnectors/1\n\n###\nPATCH /v1.0/identity/apiConnectors/1\nContent-Type: application/json\n\n{ "displayName": "a" }\n',
  ));

test('an update keeps its head: only its body is cleaned', () =>
  becomes(
    'PATCH /v1.0/identity/apiConnectors/1\nPrefer: return=minimal\n\n{\n  "id": "1",\n  "displayName": "a"\n}|\n',
    'PATCH /v1.0/identity/apiConnectors/1\nPrefer: return=minimal\n\n{\n  "displayName": "a"\n}\n',
  ));

test('without a request the answer tells the URL', () => {
  const context = 'https://graph.microsoft.com/beta/$metadata#identity/apiConnectors(id,displayName)/$entity';
  const converted = patchOf(`{ "@odata.context": "${context}", "id": "1", "displayName": "a" }`);
  assert.ok(converted.ok);
  assert.match(
    converted.request,
    /^PATCH https:\/\/graph\.microsoft\.com\/beta\/identity\/apiConnectors\/1\n/,
  );
  assert.deepEqual(converted.leftOut, ['@odata.context', 'id']);
  assert.equal(converted.urlOpen, false);
});

test('keys in the context are segments of the path', () => {
  const context = "https://graph.microsoft.com/v1.0/$metadata#users('a')/messages/$entity";
  const converted = patchOf(`{ "@odata.context": "${context}", "id": "1", "subject": "a" }`);
  assert.ok(converted.ok);
  assert.match(converted.request, /^PATCH https:\/\/graph\.microsoft\.com\/v1\.0\/users\/a\/messages\/1\n/);
  assert.deepEqual(converted.leftOut, ['@odata.context', 'id']);
});

test('an address that is not Microsoft Graph is not taken over', () => {
  const converted = patchOf('{ "@odata.id": "https://evil.example/v1.0/me", "displayName": "a" }');
  assert.ok(converted.ok && converted.urlOpen);
  assert.match(converted.request, /^PATCH \/v1\.0\/\{path\}\n/);
});

test('what cannot become an update is told', () => {
  const why = (json: string) => {
    const converted = patchOf(json);
    return converted.ok ? 'ok' : converted.why;
  };
  assert.equal(why('hello'), 'not-json');
  assert.equal(why('{ "a": }'), 'not-json');
  assert.equal(why('[1]'), 'not-object');
  assert.equal(why('{ "@odata.context": "x", "value": [{}, {}] }'), 'several');
  assert.equal(why('{ "@odata.etag": "x" }'), 'nothing-left');
});
