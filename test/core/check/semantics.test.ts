import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cpuTime } from '../../support/cpuTime.ts';
import { accepts, connector, patch, problemsOf, reports } from './vocabulary.ts';

describe('navigation properties in a body', () => {
  it('are linked where the object is named', async () => {
    const found = await reports(patch('{ «"parent"»: { "id": "7" } }'), 'property-navigation');
    assert.equal(
      found.message(),
      `'parent' leads to another object (gadget), which is not changed with this one. To link an object that exists, send "parent@odata.bind" with its URL.`,
    );
    const linked = patch('{ "parent@odata.bind": "https://graph.microsoft.com/v1.0/gadgets/7" }');
    assert.equal(found.fixed(), linked);
    await accepts(linked);
    const url = 'https://graph.microsoft.com/v1.0/people/1';
    const many = await reports(
      patch(`{ «"owners"»: [{ "@odata.id": "${url}" }, { "id": "2", "name": "b" }] }`),
      'property-navigation',
    );
    assert.equal(
      many.fixed(),
      patch(`{ "owners@odata.bind": ["${url}", "https://graph.microsoft.com/v1.0/people/2"] }`),
    );
    const text = await reports(patch(`{ «"parent"»: "${url}" }`), 'property-navigation');
    assert.equal(text.fixed(), patch(`{ "parent@odata.bind": "${url}" }`));
  });

  it('go where nothing can be linked', async () => {
    const screws = await reports(
      patch('{ «"screws"»: [{ "id": "1" }], "live": true }'),
      'property-navigation',
    );
    assert.match(screws.message(), /Change each at a URL of its own: …\/screws\/\{id\}\.$/);
    assert.equal(screws.problems[0]?.severity, 'warning');
    assert.equal(screws.fixed(), patch('{ "live": true }'));
    const rival = await reports(patch('{ «"rival"»: { "id": "1" }, "live": true }'), 'property-navigation');
    assert.match(rival.message(), /Use the challenge action/);
    assert.equal(rival.fixed(), patch('{ "live": true }'));
    const vague = await reports(
      patch('{ «"parent"»: { "name": "x" }, "live": true }'),
      'property-navigation',
    );
    assert.equal(vague.fixed("Remove 'parent'"), patch('{ "live": true }'));
  });

  it('are known on open types, and near names too', async () => {
    await reports(patch('{ "extra": { «"maker"»: { "id": "1" } } }'), 'property-navigation');
    const near = await reports(patch('{ "extra": { «"makr"»: "x" } }'), 'property-similar');
    assert.match(near.message(), /Did you mean 'maker'\?$/);
    const closed = await reports(patch('{ «"ownrs"»: [] }'), 'property-unknown');
    assert.equal(closed.fixed(), patch('{ "owners": [] }'));
  });

  it('say nothing of what stands in them', async () => {
    await reports(patch('{ «"parent"»: { "nmae": 5, "@odata.typ": 1 } }'), 'property-navigation');
  });
});

describe('links in a body', () => {
  const url = '"https://graph.microsoft.com/v1.0/people/1"';

  it('are URLs, one or several', async () => {
    await accepts(patch(`{ "owners@odata.bind": ${url} }`));
    await accepts(patch(`{ "owners@odata.bind": [${url}, "people/2", "/people('3')", "$1"] }`));
    await accepts(patch('{ "parent@odata.bind": null }'));
  });

  it('go through a navigation property', async () => {
    const near = await reports(patch(`{ «"ownrs@odata.bind"»: ${url} }`), 'bind-unknown');
    assert.equal(near.fixed(), patch(`{ "owners@odata.bind": ${url} }`));
    await reports(patch(`{ «"whatever@odata.bind"»: ${url} }`), 'bind-unknown');
    const value = await reports(patch(`{ «"name@odata.bind"»: ${url} }`), 'bind-unknown');
    assert.match(value.message(), /holds a value and no link/);
    await reports(patch(`{ "extra": { «"makr@odata.bind"»: ${url} } }`), 'bind-unknown');
    await accepts(patch(`{ "part": { "any@odata.bind": ${url} } }`));
  });

  it('are not made to what is part of the object', async () => {
    const screws = await reports(
      patch(`{ «"screws@odata.bind"»: [${url}], "live": true }`),
      'bind-unsupported',
    );
    assert.equal(screws.problems[0]?.severity, 'error');
    assert.equal(screws.fixed(), patch('{ "live": true }'));
    const rival = await reports(patch(`{ «"rival@odata.bind"»: ${url} }`), 'bind-unsupported');
    assert.match(rival.message(), /Use the challenge action/);
    assert.equal(rival.problems[0]?.severity, 'warning');
  });

  it('have the form of a URL', async () => {
    const id = await reports(patch('{ "parent@odata.bind": «"7"» }'), 'bind-value');
    assert.equal(id.fixed(), patch('{ "parent@odata.bind": "https://graph.microsoft.com/v1.0/gadgets/7" }'));
    await reports(patch('{ "owners@odata.bind": ["people/1", «"two words"»] }'), 'bind-value');
    await reports(patch('{ "owners@odata.bind": [«5»] }'), 'bind-value');
    await reports(patch('{ "owners@odata.bind": «null» }'), 'bind-value');
    await reports(patch('{ "parent@odata.bind": «{»} }'), 'bind-value');
    const list = await reports(patch(`{ "parent@odata.bind": «[»${url}] }`), 'bind-value');
    assert.equal(list.fixed(), patch(`{ "parent@odata.bind": ${url} }`));
  });

  it('start with the host and version of the request', async () => {
    const head = 'PATCH https://graph.microsoft.us/v1.0/gadgets/1\nContent-Type: application/json\n\n';
    const problems = await problemsOf(`${head}{ "parent": { "id": "7" } }`);
    const fix = problems.find(({ code }) => code === 'property-navigation')?.fixes?.[0];
    assert.match(fix?.edits[0]?.newText ?? '', /"https:\/\/graph\.microsoft\.us\/v1\.0\/gadgets\/7"/);
  });
});

describe('what a value does', () => {
  it('is to take the place of a whole collection', async () => {
    const found = await reports(patch('{ «"tags"»: ["red"] }'), 'collection-replaced');
    assert.equal(found.problems[0]?.severity, 'hint');
    assert.match(found.message(), /items that are not in it are lost\. To keep them, read the object first/);
    await accepts(patch('{ "tags": [] }'));
    await accepts('POST /v1.0/unknown\nContent-Type: application/json\n\n{ "tags": ["red"] }');
    await accepts(patch('{ "extra": { "list": [1] } }'));
  });

  it('is to take the place of a whole value', async () => {
    const one = await reports(patch('{ «"whole"»: { "number": 1 } }'), 'value-replaced');
    assert.match(
      one.message(),
      /does not merge it: 'grade' will be lost\. Send every part that is to stay\.$/,
    );
    await reports(patch('{ «"whole"»: {} }'), 'value-replaced');
    await accepts(patch('{ "whole": { "number": 1, "grade": "a" } }'));
    await accepts(patch('{ "whole": null }'));
    await accepts(patch('{ "part": { "number": 1 } }'));
    const auth = (parts: string) =>
      connector(
        `{ «"authenticationConfiguration"»: { "@odata.type": "#microsoft.graph.basicAuthentication", ${parts} } }`,
      );
    assert.match(
      (await reports(auth('"username": "u"'), 'value-replaced')).message(),
      /'password' will be lost/,
    );
  });
});

describe('members that came later', () => {
  const HEADER = 'Prefer: include-unknown-enum-members';

  it('need a header, which the fix adds', async () => {
    const found = await reports(patch('{ "mood": «"keen"» }'), 'prefer-missing');
    const after = patch('{ "mood": "keen" }').replace('json\n', `json\n${HEADER}\n`);
    assert.equal(found.fixed(), after);
    await accepts(after);
    await accepts(patch('{ "mood": "calm" }'));
  });

  it('are told once, with the other places', async () => {
    const found = await reports(patch('{ "rights": "read,«share»", "mood": "keen" }'), 'prefer-missing');
    assert.equal(found.problems[0]?.related?.length, 1);
    const [place] = found.problems[0]?.related ?? [];
    assert.equal(found.text.slice(place?.span.start, place?.span.end), '"keen"');
  });

  it('take a place in a header that is there', async () => {
    const body = '{ "mood": «"keen"» }';
    const before = patch(body).replace('json\n', 'json\nPrefer: return=minimal\n');
    const found = await reports(before, 'prefer-missing');
    assert.equal(
      found.fixed(),
      before.replace(/[«»]/g, '').replace('minimal', 'minimal, include-unknown-enum-members'),
    );
    await accepts(found.fixed());
    await accepts(
      patch('{ "mood": "keen" }').replace('json\n', `json\n${HEADER.replace(': ', ':return=minimal; ')}\n`),
    );
  });

  it('are left alone where the header is not known yet', async () => {
    const text = `# @prompt p\n${patch('{ "mood": "keen" }').replace('json\n', 'json\nPrefer: {{p}}\n')}`;
    await accepts(text);
  });
});

describe('streams, and the answer to a GET', () => {
  it('sends streams by themselves', async () => {
    const found = await reports(patch('{ «"picture"»: { "any": 1 }, "live": true }'), 'property-stream');
    assert.match(found.message(), /with PUT to …\/picture\.$/);
    assert.equal(found.fixed(), patch('{ "live": true }'));
  });

  it('becomes an update in one step', async () => {
    const found = await reports(
      patch(`{
  «"@odata.context"»: "https://graph.microsoft.com/v1.0/$metadata#gadgets/$entity",
  «"id"»: "1",
  "name": "cog",
  «"made"»: "2026-01-31T08:30:00Z",
  «"screws"»: []
}`),
      ['body-from-get', 'property-key', 'property-read-only', 'property-navigation'],
    );
    assert.equal(found.fixed(), patch('{\n  "name": "cog"\n}'));
    assert.deepEqual(
      found.problems[0]?.related?.map(({ span }) => found.text.slice(span.start, span.end)),
      ['"id"', '"made"', '"screws"'],
    );
    for (const index of [1, 2, 3]) {
      assert.equal(found.fixed('Keep only what can be changed', index), patch('{\n  "name": "cog"\n}'));
    }
    await accepts(found.fixed());
  });

  it('goes with the references in it', async () => {
    const head = '@x = 7\n@y = 2026\n';
    const found = await reports(
      head + patch('{ ««"id"»»: "{{x}}", "name": "a{{x}}", «"made"»: "{{y}}-01-31T08:30:00Z" }'),
      ['property-key', 'body-from-get', 'property-read-only'],
    );
    assert.equal(found.fixed(), head + patch('{ "name": "a{{x}}", "made": "{{y}}-01-31T08:30:00Z" }'));
    assert.equal(found.fixed('Keep only what can be changed'), head + patch('{ "name": "a{{x}}" }'));
  });

  it('is known by its ETag or its id beside what the service sets', async () => {
    await reports(patch('{ «"@odata.etag"»: "x", «"made"»: 1, "live": true }'), [
      'body-from-get',
      'property-read-only',
    ]);
    await reports(patch('{ ««"id"»»: "x", «"made"»: 1, "live": true }'), [
      'property-key',
      'body-from-get',
      'property-read-only',
    ]);
    await accepts(patch('{ "@odata.etag": "x", "live": true }'));
    await reports(patch('{ «"made"»: 1, «"origin"»: "x", "live": true }'), [
      'property-read-only',
      'property-immutable',
    ]);
  });
});

describe('types and their properties', () => {
  it('says which type a property belongs to', async () => {
    const found = await reports(
      patch('{ "shape": { "@odata.type": "#test.circle", «"side"»: 1 } }'),
      'property-unknown',
    );
    assert.equal(
      found.message(),
      `'side' belongs to square; this value is circle. Change its "@odata.type", or remove the property.`,
    );
    assert.equal(found.fixed(), patch('{ "shape": { "@odata.type": "#test.square", "side": 1 } }'));
    const [place] = found.problems[0]?.related ?? [];
    assert.equal(found.text.slice(place?.span.start, place?.span.end), '"#test.circle"');
    assert.equal(found.fixed("Remove 'side'"), patch('{ "shape": { "@odata.type": "#test.circle" } }'));
    const near = await reports(
      patch('{ "shape": { "@odata.type": "#test.circle", «"sied"»: 1 } }'),
      'property-unknown',
    );
    assert.match(near.message(), /Did you mean 'side'\?$/);
  });

  it('knows the type by the properties that are there', async () => {
    const found = await reports(patch('{ «"shape"»: { "side": 1 } }'), 'odata-type-missing');
    assert.equal(found.fixed(), patch('{ "shape": { "@odata.type": "#test.square", "side": 1 } }'));
    await accepts(found.fixed());
  });

  it('spells types out', async () => {
    const body = (type: string) =>
      connector(
        `{ "authenticationConfiguration": { "@odata.type": ${type}, "username": "u", "password": "p" } }`,
      );
    const found = await reports(body('«"#graph.basicAuthentication"»'), 'odata-type-wrong');
    assert.match(found.message(), /short form of the metadata/);
    assert.equal(found.fixed(), body('"#microsoft.graph.basicAuthentication"'));
    await accepts(body('"microsoft.graph.basicAuthentication"'));
  });

  it('of single values fit what is declared', async () => {
    await accepts(
      patch(
        '{ "count@odata.type": "#Int32", "count": 1, "tags@odata.type": "#Collection(String)", "tags": [] }',
      ),
    );
    const wrong = await reports(patch('{ "count@odata.type": «"#Int64"», "count": 1 }'), 'odata-type-wrong');
    assert.equal(wrong.fixed(), patch('{ "count@odata.type": "#Int32", "count": 1 }'));
    const near = await reports(
      patch('{ "extra": { "n@odata.type": «"#Collection(Sting)"», "n": [] } }'),
      'odata-type-wrong',
    );
    assert.equal(near.fixed(), patch('{ "extra": { "n@odata.type": "#Collection(String)", "n": [] } }'));
    const lone = await reports(
      patch('{ "extra": { «"n@odata.type"»: "#Int32", "m": 1 } }'),
      'odata-type-unused',
    );
    assert.equal(lone.fixed(), patch('{ "extra": { "m": 1 } }'));
  });
});

describe('null and what goes away', () => {
  const instead = async (body: string, message: RegExp, title: string, after: string) => {
    const found = await reports(patch(body), 'value-null');
    assert.match(found.message(), message);
    assert.equal(found.fixed(title), patch(after));
    await accepts(found.fixed(title));
  };

  it('says what works in the place of null', async () => {
    await instead(
      '{ "tags": «null» }',
      /Send \[\] to empty it\. Leave it out/,
      'Change to []',
      '{ "tags": [] }',
    );
    await instead('{ "on": «null» }', /Send false/, 'Change to false', '{ "on": false }');
    await instead('{ "note": «null» }', /Send "" to empty it/, 'Change to ""', '{ "note": "" }');
    await instead('{ "level": «null» }', /Send "none"/, 'Change to "none"', '{ "level": "none" }');
  });

  it('tells dates and the page of what goes away', async () => {
    const found = await reports(patch('{ «"aged"»: "x" }'), 'property-deprecated');
    assert.equal(
      found.message(),
      "'aged' is deprecated since 2024-03-01 and will be removed on 2027-01-31. Use name in its place.",
    );
    assert.equal(found.problems[0]?.documentation, 'https://learn.microsoft.com/graph/changelog');
    assert.equal(found.fixed("Remove 'aged'"), patch('{  }'));
  });
});

describe('what is missing, or too much', () => {
  it('is added with an example', async () => {
    const found = await reports(
      patch('{ «"shape"»: { "@odata.type": "#test.square" } }'),
      'property-missing',
    );
    const after = patch('{ "shape": { "side": 1.5, "@odata.type": "#test.square" } }');
    assert.equal(found.fixed("Add 'side' with an example"), after);
    await accepts(after);
  });

  it('is taken out of a flags value', async () => {
    const found = await reports(patch('{ "rights": «"read, unknownFutureValue"» }'), 'value-unknown-future');
    assert.equal(found.fixed(), patch('{ "rights": "read" }'));
  });

  it('of equal names shows where the first stands', async () => {
    const found = await reports(patch('{ "live": true, «"live"»: false }'), 'json-duplicate-key');
    const [place] = found.problems[0]?.related ?? [];
    assert.equal(place?.span.start, found.text.indexOf('"live"'));
  });
});

describe('hostile bodies', () => {
  it('of names of derived types only take no time', async () => {
    const names = Array.from({ length: 60_000 }, (_, index) => `"${index % 2 ? 'side' : `sid${index}`}": 1`);
    const start = cpuTime();
    await problemsOf(patch(`{ "shape": { ${names.join(', ')} } }`));
    await problemsOf(
      patch(`{ "extra": { ${names.map((each) => each.replace('":', '@odata.type":')).join(', ')} } }`),
    );
    await problemsOf(patch(`{ ${names.map(() => '"made": 1').join(', ')} }`));
    await problemsOf(patch(`{ "rights": "${'read,'.repeat(100_000)}" }`));
    await problemsOf(patch(`{ "mood": "keen", "tags": [${'["keen"],'.repeat(30_000)}1] }`));
    assert.ok(cpuTime() - start < 20_000, 'quadratic');
  });
});
