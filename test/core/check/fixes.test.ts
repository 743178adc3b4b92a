import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accepts, patch, problemsOf, reports } from './vocabulary.ts';

/** Removing the marked property of a body leaves exactly this body, in each kind of line break. */
async function removes(marked: string, left: string): Promise<void> {
  for (const lineBreak of ['\n', '\r\n', '\r']) {
    const withBreaks = (body: string) => patch(body).replaceAll('\n', lineBreak);
    const found = await reports(withBreaks(marked), 'property-key');
    assert.equal(found.fixed(), withBreaks(left), JSON.stringify(lineBreak));
    await accepts(found.fixed());
  }
}

describe('removing a property', () => {
  it('takes the comma behind the first and the middle one', async () => {
    await removes('{ «"id"»: "1", "live": true }', '{ "live": true }');
    await removes('{"live": true, «"id"»: "1", "count": 1}', '{"live": true, "count": 1}');
    await removes('{\n  «"id"»: "1",\n  "live": true\n}', '{\n  "live": true\n}');
    await removes(
      '{\n  "live": true,\n  «"id"»: "1",\n  "count": 1\n}',
      '{\n  "live": true,\n  "count": 1\n}',
    );
    await removes('{\n\t«"id"»  :  "1"  ,  \n\t"live": true\n}', '{\n\t"live": true\n}');
  });

  it('takes the comma before the last one', async () => {
    await removes('{ "live": true, «"id"»: "1" }', '{ "live": true }');
    await removes('{"live": true,«"id"»:"1"}', '{"live": true}');
    await removes('{\n  "live": true,\n  «"id"»: "1"\n}', '{\n  "live": true\n}');
    await removes('{\n  "live": true\n  , «"id"»: "1"\n}', '{\n  "live": true\n}');
  });

  it('takes all lines of a value', async () => {
    const found = await reports(
      patch('{\n  «"gone"»: {\n    "a": [\n      1\n    ]\n  },\n  "live": true\n}'),
      'property-unknown',
    );
    assert.equal(found.fixed("Remove 'gone'"), patch('{\n  "live": true\n}'));
  });

  it('leaves comments where they are', async () => {
    const setting = { portability: false };
    const last = await reports(
      patch('{\n  "live": true,\n  // why\n  «"id"»: "1"\n}'),
      'property-key',
      setting,
    );
    assert.equal(last.fixed(), patch('{\n  "live": true\n  // why\n}'));
    await accepts(last.fixed(), setting);
    const middle = await reports(
      patch('{\n  «"id"»: "1",\n  // why\n  "live": true\n}'),
      'property-key',
      setting,
    );
    assert.equal(middle.fixed(), patch('{\n  // why\n  "live": true\n}'));
    await accepts(middle.fixed(), setting);
  });

  it('leaves an empty object of the only one', async () => {
    const found = await reports(patch('{ "live": true, "part": { «"colour"»: 1 } }'), 'property-unknown');
    assert.equal(found.fixed(), patch('{ "live": true, "part": {  } }'));
    const lines = await reports(
      patch('{\n  "live": true,\n  "part": {\n    «"colour"»: 1\n  }\n}'),
      'property-unknown',
    );
    assert.equal(lines.fixed(), patch('{\n  "live": true,\n  "part": {\n  }\n}'));
    await accepts(lines.fixed());
  });

  it('takes a comma too many along', async () => {
    const found = await reports(patch('{ "live": true, «"id"»: "1"«,» }'), [
      'property-key',
      'json-trailing-comma',
    ]);
    assert.equal(found.fixed(), patch('{ "live": true }'));
  });
});

describe('adding @odata.type', () => {
  const added = async (body: string, after: string) => {
    const found = await reports(patch(body), 'odata-type-missing');
    assert.equal(found.fixed('Add "@odata.type": "#test.circle"'), patch(after));
    await accepts(found.fixed('Add "@odata.type": "#test.circle"'));
  };

  it('follows the layout of the object', async () => {
    await added('{ «"shape"»: {} }', '{ "shape": {"@odata.type": "#test.circle"} }');
    await added('{ «"shape"»: {"radius": 1} }', '{ "shape": {"@odata.type": "#test.circle", "radius": 1} }');
    await added(
      '{\n  «"shape"»: {\n    "radius": 1\n  }\n}',
      '{\n  "shape": {\n    "@odata.type": "#test.circle",\n    "radius": 1\n  }\n}',
    );
  });
});

describe('fixes', () => {
  it('of one line end leave the others alone', async () => {
    const text =
      'PATCH /v1.0/gadgets/1\r\nHost: x\r\nContent-Type: application/json\r\n\r\n{ "live": true }\r\n';
    const [problem] = await problemsOf(text);
    assert.equal(problem?.code, 'header-forbidden');
    const found = await reports(text.replace('Host:', '«Host»:'), 'header-forbidden');
    assert.equal(found.fixed(), text.replace('Host: x\r\n', ''));
  });

  it('take the last line with the line break before it', async () => {
    const found = await reports('GET /v1.0/me\n«Host»: x', 'header-forbidden');
    assert.equal(found.fixed(), 'GET /v1.0/me');
    const crlf = await reports('GET /v1.0/me\r\n«Host»: x', 'header-forbidden');
    assert.equal(crlf.fixed(), 'GET /v1.0/me');
  });
});
