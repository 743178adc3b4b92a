import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPage } from '../../../src/core/pages/readPage.ts';
import { fence, imported, type Parts, pageOf, problemsWithOwnSchema, requestOf, schemaOf } from './shapes.ts';

/** Short name of the type that a page with those parts is of. */
function typeOf(parts: Parts): string | undefined {
  return readPage(pageOf(parts)).type?.replace('microsoft.graph.', '');
}

/** An answer with the comment that pages put above it. */
function answer(type: string): string {
  return `<!-- {\n  "blockType": "response",\n  "@odata.type": "${type}"\n} -->\n${fence('http', 'HTTP/1.1 204 No Content')}`;
}

const examples = (...parts: readonly string[]) => parts.join('\n\n');
const example = fence('http', requestOf('{ "name": "Vega" }'));

describe('what a page updates', () => {
  it('is told by the body of its example, by the comment above the answer, by its links and by its title', () => {
    const plain = { intro: 'Update the properties of a ship.' };
    assert.equal(typeOf({ ...plain, json: '{ "@odata.type": "#microsoft.graph.ferry" }' }), 'ferry');
    assert.equal(
      typeOf({ ...plain, examples: examples(example, answer('microsoft.graph.lab.seaShip')) }),
      'lab.seaShip',
    );
    assert.equal(
      typeOf({
        ...plain,
        intro: 'Change what is known of a [seaShip](../resources/s.md).',
        title: 'Update it all',
      }),
      'seaShip',
    );
    assert.equal(
      typeOf({
        title: 'Update seaship',
        intro: 'A [port](../resources/port.md) has a [seaShip](../resources/s.md).',
      }),
      'seaShip',
    );
    assert.equal(typeOf({ ...plain, title: 'Update seaShip' }), 'seaShip');
    assert.equal(typeOf({ ...plain, title: 'Update **seaShip** properties' }), 'seaShip');
  });

  it('has the capitals that the answer has', () => {
    const intro = 'Update the properties of a [Ship](../resources/ship.md).';
    assert.equal(typeOf({ intro, examples: examples(example, answer('microsoft.graph.ship')) }), 'ship');
    assert.equal(typeOf({ intro, examples: examples(example, answer('Edm.String')) }), 'Ship');
  });

  it('is not guessed where a title has several words', () => {
    assert.equal(typeOf({ title: 'Update a ship or a port', intro: 'Some words.' }), undefined);
    assert.equal(typeOf({ title: 'Update properties', intro: 'Some words.' }), undefined);
  });

  it('may be of several kinds, which bodies name', async () => {
    const two = examples(
      fence('http', requestOf('{ "@odata.type": "#microsoft.graph.ferry", "name": "a" }')),
      fence('http', requestOf('{ "@odata.type": "#microsoft.graph.tug", "name": "b" }')),
    );
    const intro = 'Update a [ship](../resources/ship.md).';
    const page = readPage(pageOf({ intro, examples: two }));
    assert.equal(page.type, 'microsoft.graph.ship');
    assert.deepEqual(page.kinds, ['microsoft.graph.ferry', 'microsoft.graph.tug']);
    assert.deepEqual(await problemsWithOwnSchema({ intro, examples: two }), []);
    const one = examples(
      fence('http', requestOf('{ "@odata.type": "#test.ferry", "name": "a" }')),
      answer('microsoft.graph.ferry'),
    );
    const kind = readPage(pageOf({ intro, examples: one }));
    assert.deepEqual(
      [kind.type, ...kind.kinds],
      ['microsoft.graph.ship', 'test.ferry', 'microsoft.graph.ferry'],
    );
    assert.deepEqual(await problemsWithOwnSchema({ intro, examples: one }), []);
    const other = two.replace('tug', 'ferry').replace('"name": "b"', '"speed": 1');
    assert.match(
      imported({ intro, examples: other })
        .problems.map(({ code }) => code)
        .join(),
      /page-example-property/,
    );
    const schema = await schemaOf({ intro, examples: two });
    assert.equal(schema.definitions['microsoft.graph.tug']?.additionalProperties, false);
  });
});
