import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { type Chain, chainOf, neededNames } from '../../../src/core/request/chain.ts';
import { requestsOf } from '../../../src/core/request/names.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { createScope } from '../../../src/core/request/values/scope.ts';

const nothing = createScope();

/** A request that is named and takes a value from the answers of others. */
function named(name: string, ...needs: readonly string[]): string {
  const references = needs.map((need) => `{{${need}.response.body.$.id}}`);
  return `### ${name}\n# @name ${name}\nGET /v1.0/users/${references.join('-')}\n\n`;
}

function chain(text: string, wanted?: readonly number[], scope = nothing): Chain {
  const file = parseFile(text);
  const indexes = wanted ?? requestsOf(file).map(({ index }) => index);
  return chainOf(file, indexes, (index) => neededNames(file, index, scope));
}

function order(text: string, wanted?: readonly number[], scope = nothing): readonly number[] | string {
  const result = chain(text, wanted, scope);
  return result.kind === 'order'
    ? result.links.map(({ index }) => index)
    : `circle ${result.names.join(' ')}`;
}

suite('what a request needs', () => {
  const needs = (text: string, index = 0, scope = nothing) => neededNames(parseFile(text), index, scope);

  test('is named in its URL, headers and body, each request once', () => {
    const text =
      'PATCH /v1.0/{{a.response.body.$.id}}\nPrefer: {{b.response.headers.X}}\n\n{"x": "{{a.response.body.$.y}}"}\n';
    assert.deepEqual(needs(text), ['a', 'b']);
  });

  test('is found by way of variables, of the file and of the environment', () => {
    const text = '@one = {{two}}\n@two = {{a.response.body.$.id}}\n\nGET /v1.0/{{one}}/{{three}}\n';
    const environment = new Map([['three', '{{b.response.body.$.id}}']]);
    assert.deepEqual(needs(text, 0, createScope({ environment })), ['a', 'b']);
  });

  test('leaves out what has an answer, what is never sent, and what is missing for other reasons', () => {
    const responses = new Map([['a', { headers: [], body: '{"id": "1"}' }]]);
    const text =
      'GET /v1.0/{{a.response.body.$.id}}/{{nobody}}/{x}\nAuthorization: Bearer {{b.response.body.$.token}}\n';
    assert.deepEqual(needs(text, 0, createScope({ responses })), []);
    assert.deepEqual(needs('GET /v1.0/{{a.response.body.$.nothing}}\n', 0, createScope({ responses })), []);
  });
});

/** What a request needs, by whatever way. */
function reach(needs: readonly (readonly number[])[], from: number): ReadonlySet<number> {
  const found = new Set<number>();
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const need of needs[at] ?? []) {
      if (!found.has(need)) open.push(need);
      found.add(need);
    }
  }
  return found;
}

suite('the order of a chain', () => {
  test('is that of the file, but what is needed comes first', () => {
    assert.deepEqual(order(named('a') + named('b', 'c') + named('c')), [0, 2, 1]);
    assert.deepEqual(order(named('a', 'b') + named('b', 'c') + named('c') + named('d')), [2, 1, 0, 3]);
  });

  test('takes in what one request needs, and nothing else', () => {
    const text = named('a') + named('b') + named('c', 'a') + named('d', 'c');
    assert.deepEqual(order(text, [3]), [0, 2, 3]);
    const responses = new Map([['a', { headers: [], body: '{"id": "1"}' }]]);
    assert.deepEqual(order(text, [3], createScope({ responses })), [2, 3]);
  });

  test('says which requests need one another', () => {
    assert.equal(order(named('a', 'b') + named('b', 'c') + named('c', 'b')), 'circle b c');
    assert.equal(order(named('a', 'a')), 'circle a');
    assert.deepEqual(order(named('x') + named('a', 'b') + named('b', 'a'), [0]), [0]);
  });

  test('leaves a name that no request has to the send, and takes the first of two with one name', () => {
    assert.deepEqual(order(named('a', 'nobody')), [0]);
    assert.deepEqual(order(named('c', 'a') + named('a') + named('a'), [0]), [1, 0]);
  });

  test('of any requests that refer to others: each once, after what it needs, else in their order', () => {
    const graph = fc
      .integer({ min: 1, max: 12 })
      .chain((count) =>
        fc.array(fc.array(fc.nat(count - 1), { maxLength: 3 }), { minLength: count, maxLength: count }),
      );
    fc.assert(
      fc.property(graph, (needs) => {
        const text = needs.map((each, at) => named(`r${at}`, ...each.map((need) => `r${need}`))).join('');
        const result = chain(text);
        if (result.kind === 'circle') {
          const numbers = result.names.map((name) => Number(name.slice(1)));
          for (const [at, number] of numbers.entries()) {
            assert.ok(needs[number]?.includes(numbers[(at + 1) % numbers.length] ?? -1), text);
          }
          return;
        }
        const sent = result.links.map(({ index }) => index);
        assert.deepEqual(
          sent.toSorted((a, b) => a - b),
          [...needs.keys()],
        );
        const place = (index: number) => sent.indexOf(index);
        for (const [index, each] of needs.entries()) {
          for (const need of each) assert.ok(place(need) < place(index));
          // Something stands before a request further up only if that one, or one above it, needs it.
          for (const other of sent.slice(0, place(index)).filter((each) => each > index)) {
            const because = [...needs.keys()].some((by) => by <= index && reach(needs, by).has(other));
            assert.ok(because, `${other} before ${index} in ${sent}`);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('does not mind how long a chain is', () => {
    const count = 5000;
    const text = Array.from({ length: count }, (_, at) =>
      named(`r${at}`, ...(at + 1 < count ? [`r${at + 1}`] : [])),
    );
    const sent = order(text.join(''), [0]);
    assert.deepEqual([sent.length, sent[0], sent.at(-1)], [count, count - 1, 0]);
  });
});
