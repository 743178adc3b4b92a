import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ignoreFix } from '../../../src/core/check/ignore.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { applyEdits } from '../../../src/core/text/span.ts';
import { accepts, patch, problemsOf, reports } from './vocabulary.ts';

const KEY = patch('{ "id": "1", "live": true }');
const NULL = patch('{ "tags": null, "id": "1" }');

describe('# graph-http-ignore', () => {
  it('silences the codes that it names, above the request line', async () => {
    await accepts(`# graph-http-ignore property-key\n${KEY}`);
    await accepts(`// graph-http-ignore property-key\n${KEY}`);
    await accepts(
      `# graph-http-ignore property-key, value-null\n@a = {{$guid}}\n# @note {{a}}\n${NULL.replace('/1', '/{{a}}')}`,
    );
    await accepts(`### Title\n  # graph-http-ignore property-key value-null\n\n// why\n${NULL}`);
    await accepts(`# graph-http-ignore: property-key,value-null -- the service takes it\n${NULL}`);
    await accepts(`# graph-http-ignore property-key\n# graph-http-ignore value-null\n${NULL}`);
  });

  it('works with every kind of line break, and behind a byte order mark', async () => {
    await accepts(`\ufeff# graph-http-ignore property-key\n${KEY}`);
    for (const lineBreak of ['\r\n', '\r']) {
      await accepts(`# graph-http-ignore property-key\n${KEY}`.replaceAll('\n', lineBreak));
    }
  });

  it('leaves other codes and other requests alone', async () => {
    await reports(`# graph-http-ignore property-key\n${NULL.replace('null', '«null»')}`, 'value-null');
    await reports(
      `# graph-http-ignore property-key\n${KEY}\n###\n${KEY.replace('"id"', '«"id"»')}`,
      'property-key',
    );
    await reports(`# graph-http-ignored property-key\n${KEY.replace('"id"', '«"id"»')}`, 'property-key');
  });

  it('does not count as used by what a setting turns off', async () => {
    const text = '# graph-http-ignore method-lower-case\nget /v1.0/me\n';
    await accepts(text, { portability: false });
    await accepts(text, { severities: { 'method-lower-case': 'off' } });
  });

  it('asks about codes that do not exist', async () => {
    const found = await reports(`# graph-http-ignore «property-kye»\n${KEY.replace('"id"', '«"id"»')}`, [
      'ignore-unknown',
      'property-key',
    ]);
    assert.equal(found.problems[0]?.severity, 'hint');
    assert.equal(found.fixed(), `# graph-http-ignore property-key\n${KEY}`);
    const far = await reports('# graph-http-ignore «whatever»\nGET /v1.0/me\n', 'ignore-unknown');
    assert.deepEqual(far.fixes(), []);
  });

  it('says what it does not silence', async () => {
    const alone = await reports('# graph-http-ignore «value-null»\nGET /v1.0/me\n', 'ignore-unused');
    assert.equal(alone.fixed(), 'GET /v1.0/me\n');
    assert.equal(alone.problems[0]?.tag, 'unnecessary');
    const first = await reports(`# graph-http-ignore «value-null», property-key\n${KEY}`, 'ignore-unused');
    assert.equal(first.fixed(), `# graph-http-ignore property-key\n${KEY}`);
    const last = await reports(`# graph-http-ignore property-key, «value-null»\n${KEY}`, 'ignore-unused');
    assert.equal(last.fixed(), `# graph-http-ignore property-key\n${KEY}`);
    const twice = await reports(`# graph-http-ignore property-key, «property-key»\n${KEY}`, 'ignore-unused');
    assert.equal(twice.fixed(), `# graph-http-ignore property-key\n${KEY}`);
    const before = await reports(
      '# graph-http-ignore «property-key»\n\n### Next\nGET /v1.0/me\n',
      'ignore-unused',
    );
    assert.match(before.message(), /up to the next ### line/);
    const own = await reports('# graph-http-ignore «ignore-unused»\nGET /v1.0/me\n', 'ignore-unused');
    assert.match(own.message(), /cannot silence it/);
  });

  it('wants a code', async () => {
    const found = await reports(`«# graph-http-ignore»\n${KEY.replace('"id"', '«"id"»')}`, [
      'ignore-unused',
      'property-key',
    ]);
    assert.equal(found.fixed('Remove the comment'), KEY);
    await reports('«# graph-http-ignore -- later»\nGET /v1.0/me\n', 'ignore-unused');
  });

  it('does not count below the request line', async () => {
    const text = KEY.replace('\n\n', '\n«# graph-http-ignore property-key»\n\n').replace('"id"', '«"id"»');
    const found = await reports(text, ['ignore-unused', 'property-key']);
    assert.equal(found.fixed(), `# graph-http-ignore property-key\n${KEY}`);
    await accepts(found.fixed());
  });
});

describe('the fix that ignores a problem', () => {
  const fixed = (text: string, code: 'property-key' | 'value-null', index = 0) => {
    const file = parseFile(text);
    const block = file.blocks[index];
    assert.ok(block);
    const edits = ignoreFix(block, code).edits.map(({ span, newText }) => ({
      span: { start: span.start + (file.starts[index] ?? 0), end: span.end + (file.starts[index] ?? 0) },
      newText,
    }));
    return applyEdits(text, edits);
  };

  it('puts a comment above the request line', async () => {
    assert.equal(fixed(KEY, 'property-key'), `# graph-http-ignore property-key\n${KEY}`);
    assert.equal(
      fixed(`### A\n@a = 1\n${KEY}`, 'property-key'),
      `### A\n@a = 1\n# graph-http-ignore property-key\n${KEY}`,
    );
    assert.equal(fixed(`\ufeff${KEY}`, 'property-key'), `\ufeff# graph-http-ignore property-key\n${KEY}`);
    const crlf = KEY.replaceAll('\n', '\r\n');
    assert.equal(fixed(crlf, 'property-key'), `# graph-http-ignore property-key\r\n${crlf}`);
    await accepts(fixed(crlf, 'property-key'));
    assert.equal(fixed('### A\n@a = 1\n', 'value-null'), '### A\n# graph-http-ignore value-null\n@a = 1\n');
    const second = `GET /v1.0/me\n\n###\n${KEY}`;
    await accepts(fixed(second, 'property-key', 1));
  });

  it('adds to the comment that is there', async () => {
    const once = fixed(NULL, 'property-key');
    assert.equal(fixed(once, 'value-null'), `# graph-http-ignore property-key, value-null\n${NULL}`);
    assert.deepEqual(await problemsOf(fixed(once, 'value-null')), []);
  });
});
