import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Files } from '../../../../src/core/host.ts';
import { parseDotenv } from '../../../../src/core/request/values/dotenv.ts';
import {
  foldersAbove,
  readDotenvFiles,
  readEnvironmentFiles,
} from '../../../../src/core/request/values/environmentFiles.ts';
import { cpuTime } from '../../../support/cpuTime.ts';

function memory(files: Readonly<Record<string, unknown>>): Files {
  return {
    read: async (path) => {
      const content = Object.hasOwn(files, path) ? files[path] : undefined;
      return typeof content === 'string' || content === undefined ? content : JSON.stringify(content);
    },
  };
}

const FILE = '/ws/api/users/x.graph.http';
const PUBLIC = 'http-client.env.json';
const PRIVATE = 'http-client.private.env.json';

async function variables(
  files: Readonly<Record<string, unknown>>,
  ...environments: readonly string[]
): Promise<Record<string, string>> {
  const read = await readEnvironmentFiles(memory(files), FILE, ['/ws']);
  assert.deepEqual(read.problems, []);
  return Object.fromEntries(read.variables(...environments));
}

describe('environment files', () => {
  test('the variables of several environments, the first wins', async () => {
    const files = {
      [`/ws/api/users/${PUBLIC}`]: {
        dev: { a: 'd' },
        sandbox: { a: 's', b: 's' },
        $shared: { b: '-', c: '-' },
      },
      [`/ws/${PRIVATE}`]: { dev: { b: 'far', e: 'far' } },
    };
    assert.deepEqual(await variables(files, 'dev', 'sandbox'), { a: 'd', b: 's', c: '-', e: 'far' });
    assert.deepEqual(await variables(files, 'sandbox', 'dev'), { a: 's', b: 's', c: '-', e: 'far' });
    const { having } = await readEnvironmentFiles(memory(files), FILE, ['/ws']);
    assert.deepEqual([having('a'), having('e'), having('c')], [['dev', 'sandbox'], ['dev'], []]);
  });

  test('the variables of the environment that is chosen', async () => {
    const files = { [`/ws/${PUBLIC}`]: { dev: { a: '1' }, test: { a: '2' } } };
    assert.deepEqual(await variables(files, 'test'), { a: '2' });
    assert.deepEqual(await variables(files, 'nope'), {});
    assert.deepEqual(await variables(files), {});
  });

  test('shared variables are in all of them, and lose against their own', async () => {
    const files = { [`/ws/${PUBLIC}`]: { $shared: { a: 's', b: 's' }, dev: { a: 'd' } } };
    assert.deepEqual(await variables(files, 'dev'), { a: 'd', b: 's' });
    assert.deepEqual(await variables(files), { a: 's', b: 's' });
  });

  test('nearer folders win, and private files in one folder', async () => {
    const files = {
      [`/ws/${PRIVATE}`]: { dev: { a: 'far private', b: 'far private', c: 'far private' } },
      [`/ws/api/${PUBLIC}`]: { dev: { a: 'near', b: 'near' } },
      [`/ws/api/${PRIVATE}`]: { dev: { a: 'near private' } },
    };
    assert.deepEqual(await variables(files, 'dev'), { a: 'near private', b: 'near', c: 'far private' });
  });

  test('nothing above the workspace is read, and outside of one only the own folder', async () => {
    const files = {
      [`/${PUBLIC}`]: { dev: { a: 'above' } },
      [`/ws/api/users/${PUBLIC}`]: { dev: { b: 'own' } },
    };
    assert.deepEqual(await variables(files, 'dev'), { b: 'own' });
    const outside = await readEnvironmentFiles(memory(files), FILE, ['/elsewhere']);
    assert.deepEqual([...outside.variables('dev')], [['b', 'own']]);
    assert.deepEqual(foldersAbove(FILE, ['/ws/']), ['/ws/api/users', '/ws/api', '/ws']);
    assert.deepEqual(foldersAbove(FILE, ['/w', '/ws/api', '/ws']), ['/ws/api/users', '/ws/api']);
    assert.deepEqual(foldersAbove('c:/ws/x.graph.http', ['c:/ws']), ['c:/ws']);
  });

  test('values of other types become text', async () => {
    const files = { [`/ws/${PUBLIC}`]: { dev: { n: 1.5, t: true, z: null, o: { a: [1] }, l: [] } } };
    assert.deepEqual(await variables(files, 'dev'), {
      n: '1.5',
      t: 'true',
      z: 'null',
      o: '{"a":[1]}',
      l: '[]',
    });
  });

  test('names come in the order of the files, each once', async () => {
    const files = {
      [`/ws/api/${PUBLIC}`]: { $schema: 'https://example.com', $shared: {}, b: {}, a: {} },
      [`/ws/${PUBLIC}`]: { a: {}, c: {}, __proto__: {} },
    };
    const read = await readEnvironmentFiles(memory(files), FILE, ['/ws']);
    assert.deepEqual(read.names, ['b', 'a', 'c']);
  });

  test('what is malformed is said, and the rest is used', async () => {
    const files = {
      [`/ws/api/users/${PUBLIC}`]: '{ "dev": ',
      [`/ws/api/${PUBLIC}`]: '[]',
      [`/ws/${PUBLIC}`]: '\ufeff{ "dev": { "a": 1 }, "test": 5 }',
    };
    const read = await readEnvironmentFiles(memory(files), FILE, ['/ws']);
    assert.deepEqual([...read.variables('dev')], [['a', '1']]);
    assert.deepEqual(
      read.problems.map(({ path }) => path),
      Object.keys(files),
    );
    const [json, list, entry] = read.problems.map(({ message }) => message);
    assert.match(json ?? '', /not JSON/);
    assert.match(list ?? '', /one JSON object/);
    assert.match(entry ?? '', /"test" should be an object/);
  });

  test('names of the language itself are only names', async () => {
    const files = {
      [`/ws/${PUBLIC}`]: '{ "__proto__": { "a": "1" }, "dev": { "__proto__": "x", "constructor": "y" } }',
    };
    const read = await readEnvironmentFiles(memory(files), FILE, ['/ws']);
    assert.deepEqual(
      [...read.variables('dev')],
      [
        ['__proto__', 'x'],
        ['constructor', 'y'],
      ],
    );
    assert.deepEqual([...read.variables('__proto__')], [['a', '1']]);
  });

  test('any text as a file is read or said to be wrong', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        const read = await readEnvironmentFiles(memory({ [`/ws/${PUBLIC}`]: text }), FILE, ['/ws']);
        for (const name of read.names) {
          for (const value of read.variables(name).values()) assert.equal(typeof value, 'string');
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('.env', () => {
  test('names, values, comments and quotes', () => {
    const text = [
      '# comment',
      'A=1',
      ' export B = two words  # comment',
      "C='single # \\n'",
      'D="double\\n\\t\\"x\\""',
      'E=`back " tick`',
      'F="over',
      'lines"',
      'G=',
      'H="never closed',
      'not a variable',
      'I: yaml',
      'J.K-L=x=y',
    ].join('\r\n');
    assert.deepEqual(Object.fromEntries(parseDotenv(text)), {
      A: '1',
      B: 'two words',
      C: 'single # \\n',
      D: 'double\n\t"x"',
      E: 'back " tick',
      F: 'over\nlines',
      G: '',
      H: '"never closed',
      I: 'yaml',
      'J.K-L': 'x=y',
    });
  });

  test('files above count too, the nearest first', async () => {
    const files = memory({ '/ws/.env': 'A=far\nB=far', '/ws/api/users/.env': 'A=near', '/.env': 'C=above' });
    assert.deepEqual(
      [...(await readDotenvFiles(files, FILE, ['/ws']))],
      [
        ['A', 'near'],
        ['B', 'far'],
      ],
    );
  });

  test('any text is read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => void parseDotenv(text)),
      { numRuns: 300 },
    );
  });
});

describe('hostile files of variables', () => {
  const hostile: Readonly<Record<string, string>> = {
    'a value that is nested deep': `{"dev":{"deep":${'['.repeat(100_000)}${']'.repeat(100_000)},"a":"1"}}`,
    'a value that is nested far too deep': `{"dev":{"deep":${'{"x":'.repeat(500_000)}1${'}'.repeat(500_000)},"a":"1"}}`,
    'names of every object': '{"__proto__":{"a":"2"},"dev":{"__proto__":"x","constructor":"y","a":"1"}}',
    'a million variables': `{"dev":{${Array.from({ length: 200_000 }, (_, index) => `"v${index}":${index}`).join()},"a":"1"}}`,
  };
  for (const [name, text] of Object.entries(hostile)) {
    test(`${name}: the others are known, at once`, async () => {
      const start = cpuTime();
      const read = await readEnvironmentFiles(memory({ [`/ws/api/users/${PUBLIC}`]: text }), FILE, ['/ws']);
      const value = read.variables('dev').get('a');
      assert.ok(
        value === '1' || (value === undefined && read.problems.length === 1),
        JSON.stringify(read.problems),
      );
      assert.ok(read.problems.every(({ message }) => message.length < 500));
      assert.equal(({} as Record<string, unknown>).a, undefined);
      assert.ok(cpuTime() - start < 5_000, `${cpuTime() - start} ms`);
    });
  }

  const lines: Readonly<Record<string, string>> = {
    'quotes that nothing closes': 'A="\n'.repeat(100_000),
    'escaped quotes': `A="${'\\"'.repeat(200_000)}`,
    'quotes of all kinds': `A="\nB='\nC=\`\n`.repeat(50_000),
    'white space': ' '.repeat(400_000),
    'white space behind a name': `a${' '.repeat(400_000)}`,
    exports: 'export '.repeat(60_000),
    'one value': `A=${'#a '.repeat(200_000)}`,
    NUL: 'A=\0\n'.repeat(100_000),
  };
  for (const [name, text] of Object.entries(lines)) {
    test(`a .env file of ${name} is read in linear time`, () => {
      const start = cpuTime();
      parseDotenv(text);
      assert.ok(cpuTime() - start < 4_000, `${cpuTime() - start} ms`);
    });
  }
});
