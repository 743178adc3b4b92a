import assert from 'node:assert/strict';
import { test } from 'node:test';
import { propertyPlaceAt } from '../../../../src/core/assist/insert/insertProperty.ts';
import { applyEdits, shift } from '../../../../src/core/text/span.ts';
import { placed } from '../authoringPlace.ts';

const HEAD = 'PATCH /v1.0/gadgets/1\nContent-Type: application/json\n\n';
const CONNECTOR = 'PATCH /v1.0/identity/apiConnectors/1\nContent-Type: application/json\n\n';

function placeIn(marked: string) {
  const { context, start, offset, text } = placed(marked);
  return { place: propertyPlaceAt(context, offset - start), text, start };
}

/** The file after these properties were put in, stops as written. */
function inserts(marked: string, names: readonly string[], expected: string): void {
  const { place, text, start } = placeIn(marked);
  assert.ok(typeof place === 'object', String(place));
  const { span, newText } = place.insert(names);
  assert.equal(applyEdits(text, [{ span: shift(span, start), newText }]), expected);
}

test('properties go behind the last one, with commas, indentation and a value to fill in', () =>
  inserts(
    `${HEAD}{\n  "name": "a"|\n}\n`,
    ['live', 'kind', 'seen'],
    `${HEAD}{\n  "name": "a",\n  "live": \${1|true,false|},\n  "kind": "\${2|small,large,extraLarge|}",\n  "seen": "\${3:2026-02-03T04:05:06Z}"\n}\n`,
  ));

test('an empty object is laid out in lines', () => {
  inserts(`${HEAD}{|}\n`, ['count'], `${HEAD}{\n  "count": $1\n}\n`);
  inserts(`${HEAD}{\n  |\n}\n`, ['count'], `${HEAD}{\n  "count": $1\n}\n`);
});

test('an object on one line stays on it', () =>
  inserts(`${HEAD}{ "name": "a"| }\n`, ['count'], `${HEAD}{ "name": "a", "count": $1 }\n`));

test('the comma of the last property is used where it is there already', () =>
  inserts(`${HEAD}{\n  "name": "a",|\n}\n`, ['count'], `${HEAD}{\n  "name": "a",\n  "count": $1\n}\n`));

test('tabs and deeper levels are kept', () =>
  inserts(
    `${CONNECTOR}{\n\t"authenticationConfiguration": {\n\t\t"@odata.type": "#microsoft.graph.basicAuthentication"|\n\t}\n}\n`,
    ['username'],
    `${CONNECTOR}{\n\t"authenticationConfiguration": {\n\t\t"@odata.type": "#microsoft.graph.basicAuthentication",\n\t\t"username": "$1"\n\t}\n}\n`,
  ));

test('an abstract value asks for its type', () =>
  inserts(
    `${CONNECTOR}{|}\n`,
    ['authenticationConfiguration', 'displayName'],
    `${CONNECTOR}{\n  "authenticationConfiguration": {\n    "@odata.type": "$1"\n  },\n  "displayName": "$2"\n}\n`,
  ));

test('a request without a body gets one', () =>
  inserts(
    'PATCH /v1.0/gadgets/1\nContent-Type: application/json\n|',
    ['count'],
    'PATCH /v1.0/gadgets/1\nContent-Type: application/json\n\n{\n  "count": $1\n}\n',
  ));

test('line breaks of the file are kept', () =>
  inserts(
    `${HEAD}{\n  "name": "a"|\n}\n`.replaceAll('\n', '\r\n'),
    ['count'],
    `${HEAD}{\n  "name": "a",\n  "count": $1\n}\n`.replaceAll('\n', '\r\n'),
  ));

test('comment lines and references do not confuse the place', () =>
  inserts(
    `${HEAD}{\n  # } not the end\n  "name": "{{name}}",\n  "tags": [{{tag}}]|\n}\n`,
    ['count'],
    `${HEAD}{\n  # } not the end\n  "name": "{{name}}",\n  "tags": [{{tag}}],\n  "count": $1\n}\n`,
  ));

test('what is there already is not offered, in whatever case; what cannot be set comes last', () => {
  const { place } = placeIn(`${HEAD}{\n  "NAME": "a"|\n}\n`);
  assert.ok(typeof place === 'object');
  const names = place.offers.map(({ name }) => name);
  assert.ok(!names.includes('name') && names.includes('count'));
  const firstReadOnly = place.offers.findIndex(({ readOnly }) => readOnly);
  assert.ok(firstReadOnly > 0 && place.offers.slice(firstReadOnly).every(({ readOnly }) => readOnly));
  assert.ok(place.offers.some(({ name, readOnly }) => name === 'id' && readOnly));
});

test('the object at the cursor counts, not the one around it', () => {
  const { place } = placeIn(
    `${CONNECTOR}{\n  "authenticationConfiguration": { "@odata.type": "#microsoft.graph.basicAuthentication", | }\n}\n`,
  );
  assert.ok(typeof place === 'object');
  assert.equal(place.type, 'basicAuthentication');
  assert.deepEqual(
    place.offers.map(({ name }) => name),
    ['username', 'password'],
  );
});

test('where there is no place, the reason is told', () => {
  assert.equal(placeIn('# nothing here|').place, 'no-request');
  assert.equal(placeIn('PATCH /v1.0/unheard/of\n\n{|}').place, 'unknown-resource');
  assert.equal(placeIn(`${HEAD}[|]`).place, 'not-json');
  assert.equal(placeIn(`${HEAD}< ./body.json|`).place, 'not-json');
});
