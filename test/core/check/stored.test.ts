import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { StoredLists } from '../../../src/core/check/stored.ts';
import { SANDBOX } from '../../../src/core/environments.ts';
import { accepts, patch, reports } from './vocabulary.ts';

const URL = 'https://graph.microsoft.com/v1.0/gadgets/1';

/** What is known once an object was read. */
function seen(object: Readonly<Record<string, unknown>>, url = URL): StoredLists {
  const stored = new StoredLists();
  stored.note(SANDBOX.id, url, object);
  return stored;
}

describe('a list of which it is known what it replaces', () => {
  it('raises nothing where it keeps all of that', async () => {
    await accepts(patch('{ "tags": ["blue", "red", "new"] }'), { stored: seen({ tags: ['red', 'blue'] }) });
    await accepts(patch('{ "tags": ["red"] }'), { stored: seen({ tags: [] }) });
    await accepts(patch('{ "tags": ["red"] }'), { stored: seen({ tags: ['red'] }, '/V1.0/gadgets/%31/') });
  });

  it('names what would be lost, and offers to keep it', async () => {
    const stored = seen({ tags: ['red', 'blue', 'green'] });
    const found = await reports(patch('{ «"tags"»: ["red"] }'), 'collection-replaced', { stored });
    assert.equal(found.problems[0]?.severity, 'information');
    assert.match(
      found.message(),
      /2 items that the object has \('blue', 'green'\) are not in it, and will be lost\.$/,
    );
    assert.equal(found.fixed('Keep the 2 items'), patch('{ "tags": ["red", "blue", "green"] }'));
    const lines = await reports(
      patch('{\n  «"tags"»: [\n    "red",\n    "green"\n  ]\n}'),
      'collection-replaced',
      { stored },
    );
    assert.equal(
      lines.fixed('Keep the item'),
      patch('{\n  "tags": [\n    "red",\n    "green",\n    "blue"\n  ]\n}'),
    );
  });

  it('knows an object again by what the list says of it, and offers no object that may not be sent', async () => {
    const stored = seen({
      shapes: [
        { '@odata.type': '#test.circle', radius: 1, id: 'a' },
        { radius: 2, id: 'b' },
      ],
    });
    const circle = (radius: number) => `{ "@odata.type": "#test.circle", "radius": ${radius} }`;
    await accepts(patch(`{ "shapes": [${circle(1)}, ${circle(2)}] }`), { stored });
    const lost = await reports(patch(`{ «"shapes"»: [${circle(1)}] }`), 'collection-replaced', { stored });
    assert.match(lost.message(), /An item that the object has is not in it, and will be lost\.$/);
    assert.deepEqual(lost.fixes(), []);
  });

  it('is as any other where it is not known what it replaces', async () => {
    const others = [
      seen({ name: 'cog' }),
      seen({ tags: ['red'] }, URL.replace(/1$/, '8')),
      new StoredLists(),
    ];
    for (const stored of others) {
      const found = await reports(patch('{ «"tags"»: ["red"] }'), 'collection-replaced', { stored });
      assert.equal(found.problems[0]?.severity, 'hint');
    }
  });
});

describe('what is known of objects', () => {
  const tags = ['red'];
  const read = { kind: 'read', object: { tags } } as const;

  it('comes from answers and from looks around a change, and goes with a change that was not read', () => {
    const stored = new StoredLists();
    const known = () => stored.of('global', URL)?.get('tags');
    let told = 0;
    const stop = stored.onChange(() => told++);
    stored.learn('global', URL, { outcome: { kind: 'object', object: { tags } } });
    assert.deepEqual([known(), told], [tags, 1]);
    assert.equal(stored.of('sandbox', URL), undefined, 'each environment has objects of its own');
    stored.learn('global', URL, { outcome: { kind: 'changed' } });
    assert.deepEqual([known(), told], [undefined, 2]);
    stored.learn('global', URL, { outcome: { kind: 'refused' }, baseline: read });
    assert.deepEqual(known(), tags);
    stored.learn('global', URL, { outcome: { kind: 'not-sent' } });
    assert.deepEqual(known(), tags, 'nothing was changed');
    stored.learn('global', URL, { outcome: { kind: 'unknown' }, baseline: read });
    assert.equal(known(), undefined);
    stored.learn('global', URL, { outcome: { kind: 'changed' }, readAfter: read });
    assert.deepEqual(known(), tags);
    stop();
    stored.forget('global', URL);
    assert.equal(told, 5);
  });

  it('is kept for what was not asked for, and for no more than a few objects and items', () => {
    const stored = seen({ tags });
    stored.note(SANDBOX.id, URL, { others: [1] });
    assert.deepEqual(
      [...(stored.of(SANDBOX.id, URL) ?? [])],
      [
        ['tags', tags],
        ['others', [1]],
      ],
    );
    stored.note(SANDBOX.id, URL, { tags: null, others: Array.from({ length: 1_000 }, () => 1) });
    assert.equal(stored.of(SANDBOX.id, URL), undefined);
    stored.note(SANDBOX.id, URL, { value: [1], '@odata.list': [1], long: ['x'.repeat(30_000)] });
    assert.equal(stored.of(SANDBOX.id, URL), undefined);
    for (let index = 0; index < 60; index++) stored.note(SANDBOX.id, `/v1.0/gadgets/${index}`, { tags });
    assert.equal(stored.of(SANDBOX.id, '/v1.0/gadgets/1'), undefined);
    assert.ok(stored.of(SANDBOX.id, '/v1.0/gadgets/59'));
  });
});
