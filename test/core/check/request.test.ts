import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { GLOBAL } from '../../../src/core/environments.ts';
import { accepts, connector, patch, problemsOf, reports } from './vocabulary.ts';

const BODY = '{ "displayName": "a" }';
const JSON_HEAD = 'Content-Type: application/json\n\n';
const rest = `\n${JSON_HEAD}${BODY}\n`;

describe('the form of a request', () => {
  it('accepts what the dialect has', async () => {
    await accepts(connector(BODY));
    await accepts(
      `### Title\n# @name first\n// a comment\n@id = 1\nPATCH /v1.0/identity/apiConnectors/{{id}} HTTP/1.1${rest}`,
    );
    await accepts('GET https://graph.microsoft.com/v1.0/me\n    ?$select=id\n    &$top=1\n');
    await accepts('');
    await accepts('### only\n\n# comments\n');
    await accepts('HTTP/1.1 200 OK\nContent-Type: application/json\n\n{ "not": checked, }\n');
  });

  it('asks for a method', async () => {
    const found = await reports(`«/v1.0/identity/apiConnectors/1»${rest}`, 'method-missing');
    assert.equal(found.fixed(), connector(BODY));
    assert.ok(found.fixed('Insert GET').startsWith('GET /v1.0'));
    const read = await reports('«https://graph.microsoft.com/v1.0/me»\n', 'method-missing');
    assert.equal(read.fixed(), 'GET https://graph.microsoft.com/v1.0/me\n');
  });

  it('wants methods in upper case, of Microsoft Graph', async () => {
    const lower = await reports(`«patch» /v1.0/identity/apiConnectors/1${rest}`, 'method-lower-case');
    assert.equal(lower.fixed(), connector(BODY));
    await accepts(`patch /v1.0/identity/apiConnectors/1${rest}`, { portability: false });
    const misspelt = await reports(`«PACTH» /v1.0/identity/apiConnectors/1${rest}`, 'method-unknown');
    assert.equal(misspelt.fixed(), connector(BODY));
    await reports(`«patch» /v1.0/identity/apiConnectors/1\n${JSON_HEAD}{ "displayName": «5» }`, [
      'method-lower-case',
      'value-type',
    ]);
  });

  it('wants a URL without white space', async () => {
    await reports('«PATCH»\n', 'url-missing');
    const found = await reports('GET https://graph.microsoft.com/v1.0/users/a« »b\n', 'url-space');
    assert.equal(found.fixed(), 'GET https://graph.microsoft.com/v1.0/users/a%20b\n');
    assert.equal(found.fixed('Remove it'), 'GET https://graph.microsoft.com/v1.0/users/ab\n');
  });

  it('finds the blank line that is missing before the body', async () => {
    const text =
      'PATCH /v1.0/identity/apiConnectors/1\r\nContent-Type: application/json\r\n«{ "displayName": "a" }»\r\n';
    const found = await reports(text, 'blank-line-missing');
    assert.equal(found.fixed(), found.text.replace('json\r\n', 'json\r\n\r\n'));
  });

  it('finds headers without a colon', async () => {
    const found = await reports(
      `PATCH /v1.0/identity/apiConnectors/1\n«Content-Type application/json»\n\n${BODY}\n`,
      'header-malformed',
    );
    assert.equal(found.fixed(), connector(BODY));
  });

  it('finds headers below the blank line', async () => {
    const text = `PATCH /v1.0/identity/apiConnectors/1\n\n«Content-Type: application/json»\nPrefer: wait=1\n\n${BODY}\n`;
    const found = await reports(text, 'header-misplaced');
    const fixed = `PATCH /v1.0/identity/apiConnectors/1\nContent-Type: application/json\nPrefer: wait=1\n\n${BODY}\n`;
    assert.equal(found.fixed(), fixed);
  });

  it('finds separators that are missing', async () => {
    const found = await reports(`${connector(BODY)}«GET /v1.0/me»\n`, 'separator-missing');
    assert.equal(found.fixed(), `${connector(BODY)}###\nGET /v1.0/me\n`);
    await accepts(found.fixed());
  });

  it('finds comments that are sent', async () => {
    const found = await reports(
      'GET https://graph.microsoft.com/v1.0/me\nPrefer: a «# why»\n',
      'comment-trailing',
    );
    assert.equal(found.fixed(), 'GET https://graph.microsoft.com/v1.0/me\n# why\nPrefer: a\n');
    assert.equal(found.fixed('Remove the comment'), 'GET https://graph.microsoft.com/v1.0/me\nPrefer: a\n');
  });

  it('moves a comment to the indentation of its line', async () => {
    const found = await reports('GET /v1.0/me\n  ?$top=1 «// why»\n', 'comment-trailing');
    assert.equal(found.fixed(), 'GET /v1.0/me\n  // why\n  ?$top=1\n');
  });

  it('explains variables and metadata that are not written well', async () => {
    const quoted = await reports('@name = «"a"»\n', 'variable-quoted');
    assert.equal(quoted.fixed(), '@name = a\n');
    await reports('«@name»\n', 'variable-malformed');
    const unknown = await reports('# «@promt» x\nGET /v1.0/me\n', 'metadata-unknown');
    assert.equal(unknown.fixed(), '# @prompt x\nGET /v1.0/me\n');
    await reports('# «@name»\nGET /v1.0/me\n', 'metadata-value-missing');
    const below = 'GET /v1.0/me\n@a = 1\n';
    const [misplaced] = await problemsOf(below);
    assert.equal(misplaced?.code, 'variable-misplaced');
    assert.equal(
      (await reports('GET /v1.0/me\n«@a = 1»\n', 'variable-misplaced')).fixed(),
      '@a = 1\nGET /v1.0/me\n',
    );
  });
});

describe('references', () => {
  it('accepts those that have a value, or get one when they are sent', async () => {
    await accepts(`@a = 1\n@b = {{a}}\nPATCH /v1.0/identity/apiConnectors/{{b}}${rest}`);
    await accepts(`PATCH /v1.0/identity/apiConnectors/{{c}}${rest}`, {
      scope: { environment: new Map([['c', '1']]) },
    });
    await accepts(`# @prompt id which one\nPATCH /v1.0/identity/apiConnectors/{{id}}${rest}`);
    await accepts(connector('{ "displayName": "{{$guid}}", "targetUrl": "https://x.y/{{$timestamp}}" }'));
  });

  it('finds those that have none', async () => {
    const found = await reports(`@«host» = 1\nPATCH /v1.0/identity/apiConnectors/«{{hots}}»${rest}`, [
      'variable-unused',
      'reference-unresolved',
    ]);
    assert.equal(found.fixed(undefined, 1), `@host = 1\nPATCH /v1.0/identity/apiConnectors/{{host}}${rest}`);
    await reports('@a = «{{nothing}}»\n', 'reference-unresolved');
    await reports(connector('{ "displayName": "«{{$unknownThing}}»" }'), 'reference-unresolved');
    await reports(connector('{ "displayName": "a«{{ " }»'), 'reference-unclosed');
    const open = await reports(connector('{ "displayName": "«{{$guid" }»'), 'reference-unclosed');
    assert.equal(open.fixed(), connector('{ "displayName": "{{$guid}}" }'));
  });

  it('offers to begin one that is nowhere, and holds the request back until it has a value', async () => {
    const line = 'PATCH /v1.0/identity/apiConnectors/';
    const begin = 'Write "@who =" above the request';
    const cases: readonly (readonly [string, string])[] = [
      ['', '@who = \n'],
      ['### One\r\n', '### One\r\n@who = \r\n'],
      ['### One\n@a = 1\n# {{a}}\n', '### One\n@a = 1\n@who = \n# {{a}}\n'],
    ];
    for (const [above, then] of cases) {
      const found = await reports(`${above.replace('@a', '@«a»')}${line}«{{who}}»${rest}`, [
        ...(above.includes('@a') ? (['variable-unused'] as const) : []),
        'reference-unresolved',
      ]);
      const index = found.problems.length - 1;
      assert.equal(found.fixed(begin, index), `${then}${line}{{who}}${rest}`);
      const [fix] = found.fixes(index);
      const [edit] = fix?.edits ?? [];
      assert.match(edit?.newText.slice(0, fix?.cursor) ?? '', /@who = $/);
    }
    const empty = await reports(`@who = \n${line}«{{who}}»${rest}`, 'reference-unresolved');
    assert.match(empty.message(), /^The variable who has no value yet\. Write it after "@who ="\.$/);
    assert.deepEqual(empty.fixes(), []);
    const placeholder = await reports(`${line}«{who}»${rest}`, 'placeholder-unresolved');
    assert.equal(placeholder.fixed(begin), `@who = \n${line}{who}${rest}`);
  });

  it('of a page may be left to do', async () => {
    const draft = await reports(
      `PATCH https://graph.microsoft.com/beta/**TODO:« »the URL**${rest}`,
      'url-space',
    );
    assert.match(draft.message(), /leaves the URL to do\. Write the path/);
  });

  it('names no variable that could not be written', async () => {
    const text = 'PATCH /v1.0/identity/apiConnectors/';
    const odd = await reports(`${text}«{id | name}»${rest}`, 'placeholder-unresolved');
    assert.match(odd.message(), /asked for at each send/);
    assert.doesNotMatch(odd.message(), /@/);
  });

  it('finds circles where they are written', async () => {
    const text = '@a = «{{b}}»\n@b = «{{a}}»\n\n###\nGET /v1.0/users/{{a}}\n';
    const found = await reports(text, ['reference-circular', 'reference-circular']);
    assert.match(found.message(), /needs itself/);
    const places = found.problems.map(({ related = [] }) =>
      related.map(({ span }) => found.text.slice(span.start, span.end)),
    );
    assert.deepEqual(places, [['@b = {{a}}'], ['@a = {{b}}']]);
  });

  it('knows named requests', async () => {
    const first = '# @name first\nGET /v1.0/me\n\n###\n';
    await reports(`${first}GET /v1.0/users/«{{first.response.body.$.id}}»\n`, 'response-not-yet');
    const near = await reports(
      `${first}GET /v1.0/users/«{{frist.response.body.$.id}}»\n`,
      'reference-unresolved',
    );
    assert.equal(near.fixed(), `${first}GET /v1.0/users/{{first.response.body.$.id}}\n`);
    const responses = new Map([['first', { headers: [], body: '{"id":"1"}' }]]);
    await accepts(`${first}GET /v1.0/users/{{first.response.body.$.id}}\n`, { scope: { responses } });
  });

  it('says of placeholders that they are asked for', async () => {
    const found = await reports(
      `PATCH /v1.0/identity/apiConnectors/«{identityApiConnectorId}»${rest}`,
      'placeholder-unresolved',
    );
    assert.equal(found.problems[0]?.severity, 'information');
    await accepts(
      `@identityApiConnectorId = 1\nPATCH /v1.0/identity/apiConnectors/{identityApiConnectorId}${rest}`,
      { portability: false },
    );
    await accepts(`PATCH /v1.0/identity/apiConnectors/{x}${rest}`, {
      scope: { placeholders: new Map([['x', '1']]) },
    });
  });

  it('checks known values at the reference, and says nothing of others', async () => {
    const at = (value: string, body: string) => `@v = ${value}\n${connector(body)}`;
    await accepts(at('a', '{ "displayName": "{{v}}" }'));
    await reports(at('7', '{ "displayName": «{{v}}» }'), 'value-type');
    await reports(at('nowhere', '{ "targetUrl": «"{{v}}"» }'), 'value-format');
    await accepts(at('https://x.y/', '{ "targetUrl": "{{v}}" }'));
    await reports(at('"a": 1', '{ "displayName": "b" }').replace('@v', '@«v»'), 'variable-unused');
    await accepts(connector('{ "displayName": {{$guid}}, "targetUrl": "{{$guid}}" }'));
    await accepts(`# @prompt p\n${connector('{ "displayName": {{p}}, "targetUrl": "{{p}}", "{{p}}": 1 }')}`);
    await accepts(at('"displayName": "x" ,"targetUrl": null', '{ {{v}} }'));
    await accepts(at('a"b', '{ "displayName": "{{v}}" }'));
    const broken = await reports(at('a b', '{ "displayName": «{{v}}» }'), 'json-unquoted');
    assert.match(
      broken.message(),
      /^With the value that stands here for the reference, the body is not JSON\./,
    );
    assert.deepEqual(broken.fixes(), []);
  });

  it('shows no secret, and judges none', async () => {
    const environment = new Map([
      ['apiPassword', 'hunter2'],
      ['kind', 'blue'],
    ]);
    const body = '{ "kind": "{{apiPassword}}", "live": {{apiPassword}}, "day": "{{shown}}" }';
    await accepts(`@shown = {{apiPassword}}\n${patch(body)}`, { scope: { environment } });
    await reports(patch('{ "kind": «"{{kind}}"» }'), 'value-enum', { scope: { environment } });
  });

  it('never offers to edit inside a reference', async () => {
    const found = await reports(
      `@v = Basic\n${connector('{ "displayName": "a", «"{{v}}"»: 1 }')}`,
      'property-unknown',
    );
    assert.deepEqual(
      found
        .fixes()
        .map(({ title }) => title)
        .filter((title) => title.startsWith('Change')),
      [],
    );
  });
});

describe('where a request goes', () => {
  it('wants https and a host of the environment', async () => {
    await accepts(`PATCH https://graph.microsoft.com/v1.0/identity/apiConnectors/1${rest}`);
    await accepts(`PATCH https://graph.microsoft.us/v1.0/identity/apiConnectors/1${rest}`);
    await accepts(`PATCH https://graph.microsoft.com/v1.0/identity/apiConnectors/1${rest}`, {
      environment: GLOBAL,
    });
    const cloud = await reports('GET https://«graph.microsoft.us»/v1.0/me\n', 'host-other-cloud', {
      environment: GLOBAL,
    });
    assert.equal(cloud.fixed(), 'GET https://graph.microsoft.com/v1.0/me\n');
    assert.equal(cloud.fixed('Write it as a path'), 'GET /v1.0/me\n');
    const foreign = await reports('GET https://«graph.example.com»/v1.0/me\n', 'host-unknown', {
      environment: GLOBAL,
    });
    assert.equal(foreign.fixed(), 'GET https://graph.microsoft.com/v1.0/me\n');
    await reports('POST https://«login.microsoftonline.com»/common/v2.0/me\n', 'host-unknown');
    await reports('GET https://«graph.example.com»/v2.0/me\n', 'host-unknown');
    const plain = await reports('GET «http»://graph.microsoft.com/v1.0/me\n', 'url-insecure', {
      environment: GLOBAL,
    });
    assert.equal(plain.fixed(), 'GET https://graph.microsoft.com/v1.0/me\n');
    const bare = await reports('GET «graph.microsoft.com/v1.0/me»\n', 'url-scheme-missing');
    assert.equal(bare.fixed(), 'GET https://graph.microsoft.com/v1.0/me\n');
    for (const slip of ['hhttps', 'htps', 'HTTPSS']) {
      const found = await reports(`GET «${slip}://graph.microsoft.com/v1.0/me»\n`, 'url-scheme-missing');
      assert.equal(found.fixed(), 'GET https://graph.microsoft.com/v1.0/me\n');
    }
    const relative = await reports('GET «v1.0/me»\n', 'url-scheme-missing');
    assert.equal(relative.fixed(), 'GET /v1.0/me\n');
  });

  it('refuses URLs that two readers could understand differently', async () => {
    await reports('GET «https://user@graph.microsoft.com/v1.0/me»\n', 'url-invalid');
    await reports('GET «https://graph.microsoft.com/v1.0/../me»\n', 'url-invalid');
    await reports('GET https://graph.microsoft.com/v1.0/users/a«#EXT#b»\n', 'url-invalid');
  });

  it('leaves hosts alone that are not known yet', async () => {
    await accepts(`# @prompt host\nPATCH {{host}}/identity/apiConnectors/1${rest}`);
    await accepts(`@base = https://graph.microsoft.com/v1.0\nPATCH {{base}}/identity/apiConnectors/1${rest}`);
    await reports(
      `@base = https://graph.microsoft.com/v1.0\nPATCH {{base}}/identity/apiConnectors/1\n${JSON_HEAD}{ "displayName": «1» }`,
      'value-type',
    );
    await reports('@base = https://example.com/v1.0\nGET «{{base}}»/me\n', 'host-unknown');
  });
});

describe('what a URL means', () => {
  it('wants a version', async () => {
    const path = await reports(`PATCH /«identity»/apiConnectors/1${rest}`, 'version-missing');
    assert.equal(path.problems[0]?.severity, 'hint');
    assert.equal(path.fixed(), connector(BODY));
    const absolute = await reports('GET https://graph.microsoft.com/«me»\n', 'version-missing');
    assert.equal(absolute.fixed('Insert /beta'), 'GET https://graph.microsoft.com/beta/me\n');
    const unknown = await reports('GET https://graph.microsoft.com/«v2.0»/me\n', 'version-unknown');
    assert.equal(unknown.fixed('Change to beta'), 'GET https://graph.microsoft.com/beta/me\n');
    const near = await reports('GET https://graph.microsoft.com/«1.0»/me\n', 'version-unknown');
    assert.equal(near.fixed(), 'GET https://graph.microsoft.com/v1.0/me\n');
    await reports('GET https://graph.microsoft.com/«betta»/me\n', 'version-unknown');
    await accepts('GET https://graph.microsoft.com/Beta/me\n');
  });

  it('knows paths of another version', async () => {
    const found = await reports(
      'GET /«v1.0»/deviceManagement/importedDeviceIdentities/1\n',
      'version-unavailable',
    );
    assert.equal(found.fixed(), 'GET /beta/deviceManagement/importedDeviceIdentities/1\n');
  });

  it('asks about misspelt and incomplete paths', async () => {
    const near = await reports(`PATCH /v1.0/identity/«apiConectors»/1${rest}`, 'url-unknown');
    assert.equal(near.fixed(), connector(BODY));
    const short = await reports(`PATCH /v1.0«/identity/apiConnectors»${rest}`, 'url-unknown');
    assert.equal(
      short.fixed('Change to /identity/apiConnectors/{identityApiConnectorId}'),
      connector(BODY).replace('/1', '/{identityApiConnectorId}'),
    );
    await accepts('GET /v1.0/identity/apiConnectors\n');
    await accepts('GET /v1.0/deviceAppManagement/mobileApps/1\n');
    for (const path of [
      'deviceManagement/termsAndConditions/1',
      'deviceManagement/{{$guid}}/importedWindowsAutopilotDeviceIdentities/1',
      'servicePrincipals/1',
      'identity/b2xUserFlows/1',
    ]) {
      await accepts(`PATCH /v1.0/${path}${rest}`);
    }
    const both = await reports(`PATCH /v1.0/«identty»/apiConectors/1${rest}`, 'url-unknown');
    assert.match(both.message(), /Did you mean \/identity\/apiConnectors\/\{identityApiConnectorId\}\?/);
    await accepts('GET /v1.0/me\n');
    await accepts(`PATCH /v1.0/me${rest}`);
  });

  it('keeps the keys when a path is put right', async () => {
    const found = await reports(
      `PATCH /v1.0/«conections»/a/groups/b/members/c\n${JSON_HEAD}{ "type": "group" }`,
      'url-unknown',
    );
    assert.match(found.fixed(), /^PATCH \/v1\.0\/connections\/a\/groups\/b\/members\/c\n/);
  });

  it('offers the working URL for the one of the page, with its keys', async () => {
    const body = `\n${JSON_HEAD}{ "live": true }`;
    const found = await reports(`PATCH /beta«/gadgetPage/{{$guid}}/item»?x=1${body}`, 'page-url');
    assert.equal(found.problems[0]?.severity, 'hint');
    assert.equal(found.fixed(), `PATCH /v1.0/gadgets/{{$guid}}?x=1${body}`);
    const bare = await reports(
      `PATCH https://graph.microsoft.com/beta«/deviceManagement/importedDeviceIdentities»\n${JSON_HEAD}{ "description": "a" }`,
      'page-url',
    );
    assert.match(
      bare.fixed(),
      /\/beta\/deviceManagement\/importedDeviceIdentities\/\{importedDeviceIdentityId\}\n/,
    );
  });

  it('knows the method of an update', async () => {
    const found = await reports(`«PUT» /v1.0/identity/apiConnectors/1${rest}`, 'method-not-offered');
    assert.equal(found.fixed(), connector(BODY));
    await reports(`«POST» /v1.0/identity/apiConnectors/1${rest}`, 'method-not-offered');
    for (const path of [
      'connections/hr/groups/staff/members/1',
      'identity/apiConnectors/1',
      'deviceManagement/importedWindowsAutopilotDeviceIdentities/1',
      'servicePrincipals/1/microsoft.graph.agentIdentity',
    ]) {
      await accepts(`DELETE /v1.0/${path}\n`);
      await accepts(`HEAD /v1.0/${path}\n`);
    }
    await accepts('DELETE /beta/deviceManagement/importedDeviceIdentities/1\n');
    await accepts('HEAD /v1.0/me\n');
    await reports('«HEADS» /v1.0/me\n', 'method-unknown');
    await accepts('GET /v1.0/identity/apiConnectors/1\n');
  });
});

describe('headers', () => {
  const request = (headers: string, body = BODY) =>
    `PATCH /v1.0/identity/apiConnectors/1\n${headers}\n\n${body}\n`;

  it('wants the length of the body, or none', async () => {
    await accepts(request('Content-Type: application/json\nContent-Length: 22'));
    const found = await reports(
      request('Content-Type: application/json\n«Content-Length: 23»'),
      'content-length',
    );
    assert.match(found.message(), /has 22 bytes, not 23/);
    assert.equal(found.fixed(), request('Content-Type: application/json'));
    await accepts(
      request('Content-Type: application/json\nContent-Length: 24', '{ "displayName": "é" }').replace(
        '24',
        '23',
      ),
    );
    await accepts(
      request('Content-Type: application/json\nContent-Length: 5', '{ "displayName": "{{$guid}}" }'),
    );
    const crlf = request(
      'Content-Type: application/json\nContent-Length: 26',
      '{\n "displayName": "a"\n}',
    ).replaceAll('\n', '\r\n');
    await accepts(crlf.replace('26', '25'));
    await accepts(crlf.replace('26', '23'));
    const empty = await reports('GET /v1.0/me\n«Content-Length: 5»\n', 'content-length');
    assert.equal(empty.fixed(), 'GET /v1.0/me\n');
  });

  it('wants a JSON Content-Type', async () => {
    const missing = await reports(
      `«PATCH» /v1.0/identity/apiConnectors/1\n\n${BODY}\n`,
      'content-type-missing',
    );
    assert.equal(missing.fixed(), connector(BODY));
    await accepts(`PATCH /v1.0/identity/apiConnectors/1\n\n${BODY}\n`, { portability: false });
    const wrong = await reports(request('Content-Type: «text/plain»'), 'content-type-wrong');
    assert.equal(wrong.fixed(), connector(BODY));
    const patchType = await reports(
      request('Content-Type: «application/merge-patch+json»'),
      'content-type-wrong',
    );
    assert.equal(patchType.fixed(), connector(BODY));
    await accepts(request('content-type: application/json; odata.metadata=minimal'));
    await accepts('PATCH /v1.0/organization/1/branding/bannerLogo\nContent-Type: image/jpeg\n\n<image>\n');
  });

  it('wants values that can be sent and are taken', async () => {
    const json = 'Content-Type: application/json\n';
    const control = await reports(request(`${json}X-Note: «a\u0007b»`), 'header-value');
    assert.match(control.message(), /X-Note/);
    for (const tag of ['*', 'W/"abc"', '"abc"', '"a", W/"b"', '{{etag.response.headers.ETag}}']) {
      await problemsOf(request(`${json}If-Match: ${tag}`)).then((found) =>
        assert.ok(!found.some(({ code }) => code === 'header-value'), tag),
      );
    }
    for (const name of ['If-Match', 'if-none-match']) {
      const bare = await reports(request(`${json}${name}: «W/abc»`), 'header-value');
      assert.equal(bare.fixed(), request(`${json}${name}: W/"abc"`));
    }
    await reports(request(`${json}If-Match: «"a»`), 'header-value');
    await reports(request(`${json}«If-Match:»`), 'header-value');
  });

  it('finds headers that stand twice or are not sent', async () => {
    const twice = await reports(
      request('Content-Type: application/json\n«content-type»: application/json'),
      'header-duplicate',
    );
    assert.equal(twice.fixed(), connector(BODY));
    await accepts(request('Content-Type: application/json\nPrefer: wait=1\nPrefer: return=minimal'));
    const host = await reports(
      request('«Host»: graph.microsoft.com\nContent-Type: application/json'),
      'header-forbidden',
    );
    assert.equal(host.fixed(), connector(BODY));
  });

  it('finds tokens', async () => {
    const token = 'eyJ0eXAiOiJKV1QiLCJhbGciOiJub25lIn0.eyJhdWQiOiJ4In0.c2lnbmF0dXJl';
    const found = await reports(
      request(`Content-Type: application/json\nAuthorization: «Bearer ${token}»`),
      'token-literal',
    );
    assert.equal(found.fixed(), connector(BODY));
    assert.ok(!found.message().includes(token));
    await reports(`@t = «${token}»\n`, 'token-literal');
    for (const value of [' Bearer {{$aadToken}}', ' {{token}}', ' Bearer {token}', ' Bearer <token>', '']) {
      const hint = await reports(
        request(`Content-Type: application/json\n«Authorization:${value}»`),
        'token-not-needed',
      );
      assert.equal(hint.fixed(), connector(BODY));
    }
  });
});

describe('the body as a text', () => {
  it('is needed, and has to change something', async () => {
    await reports('«PATCH» /v1.0/identity/apiConnectors/1\n', 'body-missing');
    await reports(connector('«{}»'), 'body-empty');
    await reports(connector('«{ "@odata.type": "#microsoft.graph.identityApiConnector" }»'), 'body-empty');
    await reports(connector('«[» { "displayName": "a" } ]'), 'body-not-object');
    await reports(connector('«"text"»'), 'body-not-object');
  });

  it('has no place in a GET', async () => {
    const found = await reports(`GET /v1.0/me\n${JSON_HEAD}«{ "a": 1 }»\n`, 'body-on-get');
    assert.match(found.fixed('Remove the body'), /^GET \/v1\.0\/me\nContent-Type: application\/json\n\n?$/);
  });

  it('may come from a file', async () => {
    await accepts(`PATCH /v1.0/identity/apiConnectors/1\n${JSON_HEAD}< ./body.json\n`);
  });

  it('has comments of whole lines only', async () => {
    await reports(connector('{\n  «// why»\n  "displayName": "a"\n}'), 'body-comment');
    await accepts(connector('{\n  // why\n  "displayName": "a"\n}'), { portability: false });
    const found = await reports(connector('{ "displayName": "a" «/* b */» }'), 'json-comment');
    assert.equal(found.fixed(), connector(BODY));
  });

  it('is placed in the block, behind everything above it', async () => {
    const text = `### one\r\nGET /v1.0/me\r\n\r\n### two\r\n${connector('{\r\n  "displayName": "a"«,»\r\n}')}`;
    const found = await reports(text, 'json-trailing-comma');
    assert.equal(found.fixed(), text.replace('«,»', ''));
  });

  it('says each name once', async () => {
    const found = await reports(
      connector('{ "displayName": "a", «"displayName"»: "b" }'),
      'json-duplicate-key',
    );
    assert.equal(found.fixed("Remove this 'displayName'"), connector(BODY));
    assert.equal(found.fixed("Remove the earlier 'displayName'"), connector('{ "displayName": "b" }'));
    const many = Array.from({ length: 12 }, (_, index) => `"p${index}": ${index}`).join(', ');
    await reports(patch(`{ "extra": { ${many}, «"p3"»: 1 } }`), 'json-duplicate-key');
  });

  it('is no larger than 4 MB', async () => {
    const large = `{ "displayName": "${'a'.repeat(4 * 1024 * 1024)}" }`;
    const [problem] = await problemsOf(connector(large));
    assert.equal(problem?.code, 'body-too-large');
  });

  it('is not followed into any depth', async () => {
    const deep = `{ "a": ${'['.repeat(9_000)}${']'.repeat(9_000)} }`;
    await reports(connector(`«{»${deep.slice(1)}`), 'body-too-deep');
  });

  it('keeps being checked while it is broken', async () => {
    await reports(connector('{\n  "displayName": ««5»»\n  «"targeturl"»: "https://x.y"\n}'), [
      'json-comma-missing',
      'value-type',
      'property-case',
    ]);
  });

  it('lists 200 problems and counts the rest', async () => {
    const many = Array.from({ length: 300 }, (_, index) => `"unknownThing${index}": 1`).join(',\n');
    const problems = await problemsOf(connector(`{ ${many} }`));
    assert.equal(problems.length, 201);
    assert.match(problems.at(-1)?.message ?? '', /100 more problems/);
  });
});
