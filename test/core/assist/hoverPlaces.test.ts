import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { GraphSchema, ResourceSchema } from '../../../src/core/catalog/schema.ts';
import { GLOBAL } from '../../../src/core/environments.ts';
import type { Scope } from '../../../src/core/request/values/scope.ts';
import { fleetCatalog } from '../catalog/metadata/fleet.ts';
import { gadget } from '../check/gadget.ts';
import { hovers } from './vocabulary.ts';

const CONNECTOR = 'PATCH /beta/identity/apiConnectors/7\n\n';

/** Noon of a day in a place two hours ahead of UTC. */
const NOON: Partial<Scope> = { now: () => Date.UTC(2026, 0, 31, 10), timeZoneOffset: () => 120 };

const linked: ResourceSchema = {
  ...gadget,
  properties: {
    ...gadget.properties,
    old: {
      ...(gadget.properties.old as GraphSchema),
      'x-graph': {
        type: 'Edm.String',
        deprecation: { since: '2024-01-01', removal: '2027-01-01', link: 'https://contoso.com/old' },
      },
    },
    kind: {
      type: 'string',
      enum: ['small', 'unknownFutureValue', 'huge'],
      'x-graph': { type: 'test.kind', members: { small: 0, unknownFutureValue: 1, huge: 2 } },
    },
  },
  'x-graph': {
    ...gadget['x-graph'],
    endpoints: gadget['x-graph'].endpoints.map((endpoint) => ({ ...endpoint, etag: 'required' })),
    navigation: {
      owners: {
        type: 'Collection(test.person)',
        description: 'Who owns it.',
        target: '/people/{personId}',
        from: 'test.thing',
      },
      parts: { type: 'Collection(test.part)', contained: true, instead: 'Use POST on /gadgets/{id}/parts.' },
    },
  },
};

const GADGET = 'PATCH /v1.0/gadgets/7\n\n';
const says = (marked: string, scope: Partial<Scope> = {}) => hovers(marked, scope, [linked])?.markdown ?? '';

suite('properties of any schema', () => {
  test('say which type declares them, and where to read about them', () => {
    assert.match(says(`${GADGET}{ "na|me": "a" }`), /Declared by `test\.gadget` · \[API page\]\(https:/);
    assert.match(says(`${GADGET}{ "na|me": "a" }`), /at most 8 characters/);
  });

  test('are explained while they have no value yet', () => {
    assert.match(says(`${GADGET}{ "name": "a", "cou|nt"`), /^\*\*count\*\*/);
    assert.match(
      says(`${GADGET}{ "shapes": [{ "@odata.type": "#test.circle", "rad|ius": } ] }`),
      /^\*\*radius\*\*/,
    );
  });

  test('deprecated ones say since when, until when, and where more is said', () => {
    assert.match(
      says(`${GADGET}{ "ol|d": "a" }`),
      /\*\*Deprecated since 2024-01-01, to be removed on 2027-01-01\.\*\* Use name in its place\\\. \[More\]\(https:\/\/contoso\.com\/old\)/,
    );
  });

  test('collections say that they are replaced', () => {
    assert.match(says(`${GADGET}{ "ta|gs": [] }`), /replaces the one that is there/);
  });

  test('members behind unknownFutureValue say which header they need', () => {
    assert.match(says(`${GADGET}{ "kind": "hu|ge" }`), /Prefer: include-unknown-enum-members/);
    assert.doesNotMatch(says(`${GADGET}{ "kind": "sma|ll" }`), /include-unknown/);
  });

  test('navigation properties say that an update links, and how', () => {
    const name = says(`${GADGET}{ "own|ers": [] }`);
    assert.match(name, /navigation property to `person collection`/);
    assert.match(name, /Link existing objects with `owners@odata\.bind`/);
    const bind = says(`${GADGET}{ "owners@odata.bi|nd": [] }`);
    assert.match(bind, /They are added to those that are linked already/);
    assert.match(bind, /Example: `\["https:\/\/graph\.microsoft\.com\/v1\.0\/people\/\{personId\}"\]`/);
    assert.match(bind, /Inherited from `test\.thing`/);
    assert.equal(says(`${GADGET}{ "owners@odata.bind": ["htt|ps://x"] }`), bind);
    assert.match(says(`${GADGET}{ "parts@odata.b|ind": [] }`), /Cannot be linked.*\n\nUse POST on/);
  });

  test('the type that a body names is shown with its properties', () => {
    const found = says(`${GADGET}{ "shape": { "@odata.type": "#test.cir|cle", "radius": 1 } }`);
    assert.match(found, /^\*\*circle\*\* · `test\.circle`/);
    assert.match(found, /Properties: `radius` Double/);
    assert.match(
      says(`${GADGET}{ "@odata.type": "#test.gad|get" }`),
      /Read-only: `id` String, `made` DateTimeOffset/,
    );
  });
});

suite('times', () => {
  test('are shown in local time, and how long ago', () => {
    assert.match(
      says(`${GADGET}{ "seen": "2026-01-31T07:0|0:00Z" }`, NOON),
      /^\*\*Saturday, 31 January 2026, 09:00:00\*\* local time \(UTC\+02:00\) · 3 hours ago/,
    );
    assert.match(says(`${GADGET}{ "seen": "2026-02-02|T10:00:00+00:00" }`, NOON), /in 2 days/);
  });

  test('that are no times are explained as the property', () => {
    for (const value of [
      '"2026-01-3|1"',
      '"9999-99-99|T99:99:99Z"',
      '"{{|x}}"',
      '"+275760-09-1|3T00:00:00Z"',
    ]) {
      assert.doesNotMatch(says(`${GADGET}{ "seen": ${value} }`, NOON), /local time/);
    }
  });

  test('numbers are times only where the description says so', () => {
    const certificate = (property: string) =>
      hovers(
        `${CONNECTOR}{ "authenticationConfiguration": { "@odata.type": "#microsoft.graph.clientCertificateAuthentication", "certificateList": [{ ${property} }] } }`,
        NOON,
      )?.markdown ?? '';
    assert.match(certificate('"notAfter": 17475|09605'), /May 2025, .* local time .* ago/);
    assert.doesNotMatch(says(`${GADGET}{ "total": 17475|09605 }`, NOON), /local time/);
  });
});

suite('request lines', () => {
  const url = (part: string) => hovers(`PATCH ${part}\n\n{ "displayName": "a" }`);

  test('a host says which cloud it is', () => {
    assert.match(url('https://graph.micro|soft.us/v1.0/me')?.markdown ?? '', /US Government L4/);
    assert.equal(url('https://graph.micro|soft.us/v1.0/me')?.about, 'https://graph.microsoft.us');
    assert.match(url('https://contoso|.com/v1.0/me')?.markdown ?? '', /nothing is sent there/);
    const own = { ...GLOBAL, host: 'contoso.com', about: 'An environment of your own.' };
    const chosen = hovers('PATCH https://contoso|.com/v1.0/me\n\n', { environmentChosen: own });
    assert.match(chosen?.markdown ?? '', /An environment of your own/);
  });

  test('a version says what it promises', () => {
    assert.match(url('/be|ta/me')?.markdown ?? '', /^\*\*beta\*\* · A preview/);
  });

  test('names in a query are explained, and what OData has between slashes', () => {
    const list = 'GET /v1.0/vehicles';
    const fleet = { catalog: fleetCatalog };
    const said = (marked: string) => hovers(marked, fleet);
    const name = said(`${list}?$select=id,na|me`);
    assert.equal(name?.about, 'name');
    assert.match(name?.markdown ?? '', /^\*\*name\*\* · `String`[\s\S]*What drivers call it/);
    assert.match(said(`${list}?$filter=startsWith(na|me,'a')`)?.markdown ?? '', /^\*\*name\*\*/);
    assert.match(said(`${list}?$expand=dri|ver`)?.markdown ?? '', /^\*\*driver\*\* · leads to `person`/);
    assert.match(said(`${list}?$filter=name eq 'na|me'`)?.markdown ?? '', /^`\$filter`/);
    assert.match(said('PUT /v1.0/vehicles/7/driver/$r|ef')?.markdown ?? '', /The link to the object/);
    assert.match(said('GET /v1.0/vehicles/root:/na|me/x')?.markdown ?? '', /between colons/);
  });

  test('segments say what they are, over the endpoint', () => {
    const key = url('/beta/identity/apiConnectors/7f|d6');
    assert.equal(key?.about, '7fd6');
    assert.match(
      key?.markdown ?? '',
      /Key: which object of the collection\. Type: `identityApiConnector`\.[\s\S]*---[\s\S]*Update/,
    );
    const cast = url('/v1.0/servicePrincipals/7/microsoft.graph.agent|Identity')?.markdown ?? '';
    assert.match(cast, /Type cast/);
    const placeholder = url('/beta/identity/apiConnectors/{i|d}')?.markdown ?? '';
    assert.match(placeholder, /Asked for when the request is sent[\s\S]*Key: which object/);
    assert.match(url('/v1.0/nobody/kno|ws')?.markdown ?? '', /Nothing is known/);
  });

  test('query options say what they ask for, and that an update has no use for them', () => {
    const found = url('/v1.0/me?$top=5&$sel|ect=id');
    assert.equal(found?.about, '$select=id');
    assert.match(found?.markdown ?? '', /Returns only the named properties\.\n\nIt is for reading/);
  });

  test('the method says what it does, and what the whole URL updates', () => {
    const found = hovers(
      'PA|TCH /v1.0/servicePrincipals/7/microsoft.graph.agentIdentity\n\n{ "accountEnabled": true }',
    );
    assert.equal(found?.about, 'PATCH');
    assert.match(found?.markdown ?? '', /^\*\*PATCH\*\* · Changes the properties in the body/);
    assert.match(found?.markdown ?? '', /\*\*This body needs `AgentIdentity\.EnableDisable\.All`\*\*/);
    const more = hovers(
      'PA|TCH /v1.0/servicePrincipals/7/microsoft.graph.agentIdentity\n\n{ "customSecurityAttributes": {}, "tags": [] }',
    );
    assert.match(
      more?.markdown ?? '',
      /needs `AgentIdentity\.[\w.]+` and `CustomSecAttributeAssignment\.ReadWrite\.All`/,
    );
  });

  test('an endpoint that needs an ETag says so', () => {
    assert.match(says('PA|TCH /v1.0/gadgets/7\n'), /Needs `If-Match` .* 428/);
  });
});

suite('headers and metadata', () => {
  test('a value is explained by itself, one of several too', () => {
    const found = hovers('PATCH /me\nPrefer: return=minimal, return=repre|sentation\n');
    assert.equal(found?.about, 'return=representation');
    assert.match(found?.markdown ?? '', /Answer with the changed object/);
    assert.match(hovers('PATCH /me\nIf-Match: W/"a|b"\n')?.markdown ?? '', /`@odata\.etag`/);
    assert.match(hovers('PATCH /me\nPrefer: some|thing\n')?.markdown ?? '', /^\*\*Prefer\*\*/);
  });

  test('headers that are made for each send say that they are left out', () => {
    assert.match(
      hovers('PATCH /me\nAuthori|zation: Bearer x\n')?.markdown ?? '',
      /Left out: you are signed in/,
    );
  });

  test('metadata comments say what they do', () => {
    assert.match(hovers('# @na|me x\nGET /me\n')?.markdown ?? '', /Names the request/);
    assert.equal(hovers('# @unkn|own x\nGET /me\n'), undefined);
  });

  test('the status of a pasted answer says what it means and what to do', () => {
    const found = hovers('###\nHTTP/1.1 4|12 Precondition Failed\nDate: x\n');
    assert.equal(found?.about, 'HTTP/1.1 412 Precondition Failed');
    assert.match(found?.markdown ?? '', /has changed since you read it\.\n\nRead the object again/);
    assert.equal(hovers('###\nHTTP/1.1 412 Precondition Failed\nDa|te: x\n'), undefined);
    assert.equal(hovers('###\nHTTP/1|.1\n'), undefined);
  });
});

suite('variables', () => {
  test('say where they are defined', () => {
    assert.match(hovers('\n@a = 1\nGET /{{|a}}\n')?.markdown ?? '', /Defined in line 2 of this file/);
    const environment = { environment: new Map([['e', '5']]) };
    assert.match(hovers('GET /{{|e}}\n', environment)?.markdown ?? '', /`5`\n\nDefined in the environment/);
    assert.match(
      hovers('# @prompt a Where?\nGET /{{|a}}\n')?.markdown ?? '',
      /Asked for at each send: Where/,
    );
    assert.match(
      hovers('# @name one\nGET /\n\n###\nGET /{{|one.response.body.*}}\n')?.markdown ?? '',
      /request in line 2/,
    );
  });

  test('a definition shows its value, and whether a later one counts', () => {
    assert.match(hovers('@|a = {{b}}\n@b = x\n')?.markdown ?? '', /^\*\*@a\*\*\n\nValue: `x`$/);
    assert.match(hovers('@|a = 1\n@a = 2\n')?.markdown ?? '', /Written again below: Defined in line 2/);
    assert.doesNotMatch(hovers('@clientSec|ret = hunter2\n')?.markdown ?? 'hunter2', /hunter2/);
  });

  test('a placeholder takes the variable of the file, not one of the environment', () => {
    assert.match(hovers('@id = 5\nGET /{i|d}\n')?.markdown ?? '', /Value: `5`/);
    assert.match(
      hovers('GET /{i|d}\n', { environment: new Map([['id', '5']]) })?.markdown ?? '',
      /Asked for/,
    );
    assert.doesNotMatch(hovers('@token = hunter2\nGET /{tok|en}\n')?.markdown ?? 'hunter2', /hunter2/);
  });
});

suite('any hover', () => {
  test('is well-formed where text has markup in it', () => {
    const text = '*_`[x](y)<b>|&';
    const found = hovers(`### x\nGET /{{${'a'}}}\n@x = 1`.replace('{{a}}', '{{|a}}'), {
      environment: new Map([['a', text]]),
    });
    assert.ok(found?.markdown.includes('`` *_`[x](y)<b>|& ``'));
  });
});
