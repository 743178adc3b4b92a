import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { metadataCatalog } from '../../../src/core/catalog/metadata/catalog.ts';
import { CODES, PORTABILITY, type ProblemCode } from '../../../src/core/check/codes.ts';
import { GLOBAL } from '../../../src/core/environments.ts';
import { compiled, fleetCatalog } from '../catalog/metadata/fleet.ts';
import { connector, patch, problemsOf, type Setting } from './vocabulary.ts';

const put = (line: string, body = '{ "live": true }') =>
  `PATCH /v1.0/gadgets/1\nContent-Type: application/json\n${line}\n${body}\n`;

/** A directory of one kind of object. */
const directory = metadataCatalog({
  version: 'v1.0',
  file: compiled(`<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="microsoft.graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="directoryObject" OpenType="true"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
      <EntityType Name="badge" BaseType="microsoft.graph.directoryObject"><Property Name="title" Type="Edm.String"/></EntityType>
      <EntityContainer Name="s"><EntitySet Name="badges" EntityType="microsoft.graph.badge"/></EntityContainer>
    </Schema></edmx:DataServices></edmx:Edmx>`),
});

/** What a code needs besides, to be met. */
const SETTINGS: Partial<Readonly<Record<ProblemCode, Setting>>> = {
  'host-other-cloud': { environment: GLOBAL },
  'delete-through-link': { catalogs: [fleetCatalog] },
  'key-unknown': { catalogs: [fleetCatalog] },
  'key-quotes': { catalogs: [fleetCatalog] },
  'property-undeclared': { catalogs: [directory] },
};

/** For each code a text that has it. */
const SAMPLES: Readonly<Record<ProblemCode, string>> = {
  'method-missing': '/v1.0/me\n',
  'method-lower-case': 'get /v1.0/me\n',
  'method-unknown': 'FETCH /v1.0/me\n',
  'url-missing': 'PATCH\n',
  'request-line-malformed': '{ "displayName": "a" }\n',
  'url-space': 'GET /v1.0/users/a b\n',
  'url-continued': 'GET https://graph.microsoft.com\n  /v1.0/me\n',
  'query-space': 'GET /v1.0/users?$filter=a b\n',
  'header-malformed': 'GET /v1.0/me\nwhat is this\n',
  'blank-line-missing': 'PATCH /v1.0/me\n{ "a": 1 }\n',
  'header-misplaced': 'PATCH /v1.0/me\n\nContent-Type: application/json\n\n{ "a": 1 }\n',
  'separator-missing': 'GET /v1.0/me\n\nGET /v1.0/me\n',
  'markdown-fence': '```http\nGET /v1.0/me\n```\n',
  'script-not-run': 'GET /v1.0/me\n\n?? status == 200\n',
  'request-disabled': '# @disabled\nGET /v1.0/me\n',
  'metadata-not-followed': '# @loop for 3\nGET /v1.0/me\n',
  'file-body-mixed': 'PATCH /v1.0/me\n\n< ./a.json\n{ "a": 1 }\n',
  'file-body-encoding': 'PATCH /v1.0/me\n\n<@latin1 ./a.json\n',
  'reference-unclosed': 'GET /v1.0/{{me\n',
  'reference-invalid': 'GET /v1.0/{{a b}}\n',
  'unit-milliseconds': 'GET /v1.0/me?a={{$timestamp 5 ms}}\n',
  'variable-malformed': '@name\n',
  'variable-quoted': '@name = "a"\n',
  'variable-escape': '@name = a\\b\n',
  'variable-misplaced': 'GET /v1.0/me\n@a = 1\n',
  'metadata-unknown': '# @nothing x\nGET /v1.0/me\n',
  'metadata-value-missing': '# @name\nGET /v1.0/me\n',
  'metadata-name-malformed': '# @name a-b c\nGET /v1.0/me\n',
  'comment-trailing': 'GET /v1.0/me # why\n',
  'reference-unresolved': 'GET /v1.0/{{a}}\n',
  'reference-circular': '@a = {{a}}\n',
  'variable-unused': '@a = 1\nGET /v1.0/me\n',
  'variable-redefined': '@a = 1\n@a = 2\nGET /v1.0/{{a}}\n',
  'variable-scope': '@a = 1\nGET /v1.0/me\n###\nGET /v1.0/users/{{a}}\n',
  'variable-name-unsafe': '@a-b = 1\n',
  'prompt-unused': '# @prompt a\nGET /v1.0/me\n',
  'name-duplicate': '# @name a\nGET /v1.0/me\n###\n# @name a\nGET /v1.0/me\n',
  'response-not-yet': '# @name a\nGET /v1.0/me\n###\nGET /v1.0/{{a.response.body.$.id}}\n',
  'placeholder-unresolved': 'GET /v1.0/users/{id}\n',
  'placeholder-literal': '@id = 1\nGET /v1.0/users/{id}\n',
  'placeholder-form': 'GET /v1.0/users/<user-id>\n',
  'ignore-unknown': '# graph-http-ignore nothing\nGET /v1.0/me\n',
  'ignore-unused': '# graph-http-ignore url-invalid\nGET /v1.0/me\n',
  'url-scheme-missing': 'GET graph.microsoft.com/v1.0/me\n',
  'url-invalid': 'GET https://a@graph.microsoft.com/v1.0/me\n',
  'url-insecure': 'GET http://graph.microsoft.com/v1.0/me\n',
  'host-unknown': 'GET https://contoso.com/v1.0/me\n',
  'host-other-cloud': 'GET https://graph.microsoft.us/v1.0/me\n',
  'version-missing': 'GET https://graph.microsoft.com/me\n',
  'version-unknown': 'GET /v3.0/me\n',
  'version-unavailable': 'GET /v1.0/deviceManagement/importedDeviceIdentities/1\n',
  'url-unknown': 'GET /v1.0/identity/apiConector/1\n',
  'page-url': 'GET /beta/riskyAgentIdentity/agentIdentity\n',
  'method-not-offered': 'POST /v1.0/identity/apiConnectors/1\n',
  'url-percent': 'GET /v1.0/users/a%zz\n',
  'key-missing': 'GET /v1.0/connections/groups/1/members/1\n',
  'key-empty': "GET /v1.0/users('')\n",
  'key-unknown': "GET /v1.0/vehicles(name='Van')\n",
  'key-quotes': 'GET /v1.0/vehicles(7)\n',
  'path-not-updatable': 'PATCH /v1.0/groups/1/owners/$ref\n',
  'delete-through-link': 'DELETE /v1.0/vehicles/7/driver\n',
  'query-on-update': 'DELETE /v1.0/users/1?$select=id\n',
  'query-option-unknown': 'GET /v1.0/me?$selct=id\n',
  'query-option-dollar': 'GET /v1.0/me?select=id\n',
  'query-option-duplicate': 'GET /v1.0/me?$top=1&$top=1\n',
  'query-option-value': 'GET /v1.0/users?$top=many\n',
  'select-unknown': 'GET /v1.0/gadgets/1?$select=nmae\n',
  'content-length': put('Content-Length: 1\n'),
  'content-type-missing': 'PATCH /v1.0/me\n\n{ "a": 1 }\n',
  'content-type-wrong': 'PATCH /v1.0/me\nContent-Type: text/plain\n\n{ "a": 1 }\n',
  'header-value': put('If-Match: abc\n'),
  'header-duplicate': put('Content-Type: application/json\n'),
  'header-misspelt': put('IfMatch: *\n'),
  'prefer-unknown': put('Prefer: return=representaton\n'),
  'etag-missing': 'DELETE /v1.0/widgets/1\n',
  'if-none-match': put('If-None-Match: "a"\n'),
  'header-forbidden': put('Connection: close\n'),
  'token-literal': put('Authorization: Bearer 0123456789abcdef0123\n'),
  'token-not-needed': put('Authorization: Bearer {{token}}\n'),
  'body-missing': 'PATCH /v1.0/me\n',
  'body-empty': patch('{}'),
  'body-on-get': 'GET /v1.0/me\n\n{}\n',
  'body-not-object': patch('[]'),
  'body-too-large': connector(`{ "displayName": "${'é'.repeat(2.1 * 1024 * 1024)}" }`),
  'body-too-deep': patch(`{ "extra": ${'{ "a": '.repeat(250)}1${' }'.repeat(250)} }`),
  'batch-invalid': 'POST /v1.0/$batch\nContent-Type: application/json\n\n{ "requests": {} }\n',
  'body-comment': patch('{\n  // why\n  "live": true\n}'),
  'json-invalid': patch('{ "live": true } 5'),
  'json-trailing-comma': patch('{ "live": true, }'),
  'json-quotes': patch("{ 'live': true }"),
  'json-quote-missing': patch('{\n  "name": "a,\n  "live": true\n}'),
  'json-unquoted': patch('{ live: true }'),
  'json-comma-missing': patch('{ "live": true "count": 1 }'),
  'json-colon-missing': patch('{ "live" true }'),
  'json-value-missing': patch('{ "live": }'),
  'json-bracket-missing': patch('{ "live": true'),
  'json-bracket-extra': patch('{ "live": true }}'),
  'json-comment': patch('{ "live": true /* why */ }'),
  'json-literal': patch('{ "count": 01 }'),
  'json-duplicate-key': patch('{ "live": true, "live": false }'),
  'value-type': patch('{ "live": 5 }'),
  'value-enum': patch('{ "kind": "blue" }'),
  'value-case': patch('{ "kind": "Large" }'),
  'value-format': patch('{ "day": "today" }'),
  'value-limit': patch('{ "name": "much too long" }'),
  'value-invalid': patch('{ "code": "x" }'),
  'value-null': patch('{ "tags": null }'),
  'value-placeholder': patch('{ "live": "Boolean" }'),
  'value-unknown-future': patch('{ "kind": "unknownFutureValue" }'),
  'prefer-missing': patch('{ "mood": "keen" }'),
  'collection-replaced': patch('{ "tags": ["red"] }'),
  'value-replaced': patch('{ "whole": { "number": 1 } }'),
  'body-from-get': patch('{ "@odata.context": "x", "live": true }'),
  'property-unknown': patch('{ "nothing": 1 }'),
  'property-undeclared':
    'PATCH /v1.0/badges/1\nContent-Type: application/json\n\n{ "extension_a_b": 1, "wholly": 1 }\n',
  'property-similar': patch('{ "extra": { "color": "red" } }'),
  'property-case': patch('{ "Live": true }'),
  'property-missing': patch('{ "shape": { "@odata.type": "#test.square" } }'),
  'property-read-only': patch('{ "made": "2026-01-31T08:30:00Z" }'),
  'property-key': patch('{ "id": "1" }'),
  'property-immutable': patch('{ "origin": "a" }'),
  'property-unsupported': patch('{ "secret": "a" }'),
  'property-navigation': patch('{ "owners": [] }'),
  'property-stream': patch('{ "picture": "a" }'),
  'property-draft': patch('{ "sketch": "a" }'),
  'property-deprecated': patch('{ "old": "a" }'),
  'odata-type-missing': patch('{ "shape": {} }'),
  'odata-type-abstract': patch('{ "shape": { "@odata.type": "#test.shape" } }'),
  'odata-type-wrong': patch('{ "@odata.type": "#test.part", "live": true }'),
  'odata-type-unused': patch('{ "extra": { "n@odata.type": "#Int32" } }'),
  'bind-unknown': patch('{ "nothing@odata.bind": "https://graph.microsoft.com/v1.0/gadgets/1" }'),
  'bind-unsupported': patch('{ "screws@odata.bind": ["https://graph.microsoft.com/v1.0/screws/1"] }'),
  'bind-value': patch('{ "parent@odata.bind": 5 }'),
  'too-many-problems': patch(`{ ${Array.from({ length: 250 }, (_, index) => `"x${index}": 1`).join(', ')} }`),
};

const HOSTS = new Set([
  'learn.microsoft.com',
  'docs.oasis-open.org',
  'www.rfc-editor.org',
  'httpyac.github.io',
]);

describe('problem codes', () => {
  for (const [code, text] of Object.entries(SAMPLES)) {
    it(`${code} can be met`, async () => {
      const codes = (await problemsOf(text, SETTINGS[code as ProblemCode])).map((each) => each.code);
      assert.ok(codes.includes(code as ProblemCode), `found: ${codes.join(', ')}`);
    });
  }

  it('have names to be searched for, and a page of a standard or of Microsoft', () => {
    for (const [code, { documentation }] of Object.entries(CODES)) {
      assert.match(code, /^[a-z]+(?:-[a-z]+)+$/);
      assert.ok(HOSTS.has(new URL(documentation).host), documentation);
      assert.ok(documentation.startsWith('https://'));
    }
  });

  it('of portability are never errors', () => {
    for (const code of PORTABILITY) assert.notEqual(CODES[code].severity, 'error');
  });
});
