import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import { applyEdits } from '../../../src/core/text/span.ts';
import { connector, patch, problemsOf } from './vocabulary.ts';

const schemas = await builtinSchemas();
const paths = schemas.flatMap((schema) =>
  schema['x-graph'].endpoints.flatMap(({ pagePath, workingPaths }) => [pagePath, ...workingPaths]),
);
const names = [...new Set(schemas.flatMap((schema) => Object.keys(schema.properties)))];

/** Nothing is thrown, every place is inside the text, and every fix can be applied. */
async function survives(text: string): Promise<void> {
  const problems = await problemsOf(text);
  for (const { code, span, message, documentation, fixes = [] } of problems) {
    assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length, code);
    assert.ok(message.length > 10 && message.length < 1000 && /[.?]$/.test(message), `${code}: ${message}`);
    assert.match(documentation, /^https:\/\//);
    for (const fix of fixes) {
      assert.ok(fix.title.length > 0);
      assert.notEqual(applyEdits(text, fix.edits), text, `${code}: ${fix.title}`);
    }
  }
}

const scraps = fc.constantFrom(
  ...[
    'PATCH ',
    'GET ',
    'get ',
    'https://',
    'http://',
    'graph.microsoft.com',
    '/',
    'v1.0',
    'beta',
    '/me',
    '{id}',
    '{{',
    '}}',
  ],
  ...[
    '{{a}}',
    '@a = ',
    '###',
    '# @name x',
    '# @prompt a',
    '\n',
    '\r\n',
    '\r',
    '\n\n',
    ' ',
    '\t',
    ':',
    '?',
    '&',
    '#',
    '//',
  ],
  ...[
    'Content-Type: application/json',
    'Content-Length: 3',
    'Authorization: Bearer x',
    '{',
    '}',
    '[',
    ']',
    '"',
    ',',
    '"a"',
  ],
  ...[
    '"id"',
    'null',
    '"String"',
    '1',
    '-',
    '\\',
    "'",
    '\u0000',
    '\u00a0',
    '😀',
    'HTTP/1.1 200 OK',
    '< ./a',
    '{{$guid}}',
  ],
);
const texts = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.array(scraps, { maxLength: 30 }).map((all) => all.join('')),
);

/** Bodies with the names of real properties and values of every kind. */
const bodies = fc.letrec<{ value: unknown; object: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(
      null,
      true,
      1,
      -0,
      1e300,
      'String',
      'Guid',
      'unknownFutureValue',
      '2026-01-31',
      '',
      '#a',
    ),
    fc.string(),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('object'),
  ),
  object: fc.dictionary(
    fc.oneof(
      fc.constantFrom(...names, '@odata.type', 'shape', 'part', 'kind', '__proto__', 'constructor'),
      fc.string(),
    ),
    tie('value'),
    { maxKeys: 6, noNullPrototype: true },
  ),
})).object;

describe('any input', () => {
  it('is checked as a file', async () => {
    await fc.assert(fc.asyncProperty(texts, survives), { numRuns: 400 });
  });

  it('is checked as a URL of a known path', async () => {
    const urls = fc.tuple(fc.constantFrom(...paths), fc.array(scraps, { maxLength: 3 }), fc.nat({ max: 80 }));
    await fc.assert(
      fc.asyncProperty(urls, async ([path, extra, at]) => {
        const url = `/beta${path.slice(0, at)}${extra.join('').replace(/[\r\n]/g, '')}${path.slice(at)}`;
        await survives(`PATCH ${url}\nContent-Type: application/json\n\n{ "description": "a" }\n`);
      }),
      { numRuns: 200 },
    );
  });

  it('is checked as a body', async () => {
    const spaces = fc.constantFrom(0, 1, 2, '\t');
    await fc.assert(
      fc.asyncProperty(bodies, spaces, fc.constantFrom(...paths), async (body, space, path) => {
        const text = JSON.stringify(body, null, space);
        await survives(patch(text));
        await survives(connector(text).replace('/v1.0/identity/apiConnectors/1', `/beta${path}`));
      }),
      { numRuns: 200 },
    );
  });

  it('has each problem of a body settled by its preferred fix', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, fc.constantFrom(0, 2), fc.nat(), async (body, space, pick) => {
        const text = patch(JSON.stringify(body, null, space));
        const problems = await problemsOf(text);
        const fixable = problems.filter(({ fixes }) => fixes?.some(({ preferred }) => preferred));
        const chosen = fixable[pick % Math.max(fixable.length, 1)];
        const fix = chosen?.fixes?.find(({ preferred }) => preferred);
        if (chosen === undefined || fix === undefined || problems.length > 200) return;
        const after = applyEdits(text, fix.edits);
        const left = (await problemsOf(after)).filter(({ code }) => code === chosen.code);
        const before = problems.filter(({ code }) => code === chosen.code);
        assert.ok(left.length < before.length, `${chosen.code}: ${fix.title} makes ${after}`);
      }),
      { numRuns: 300 },
    );
  });

  it('is checked as a body that is cut, doubled or mixed up', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, fc.nat(), fc.nat(), scraps, async (body, from, to, scrap) => {
        const text = JSON.stringify(body, null, 2);
        const [start, end] = [from % (text.length + 1), to % (text.length + 1)];
        await survives(patch(`{${text.slice(0, start)}${scrap}${text.slice(end)}`));
      }),
      { numRuns: 300 },
    );
  });

  it('is checked at any size in time that grows with it', async () => {
    const started = performance.now();
    const wide = Array.from({ length: 20_000 }, (_, index) => `"p${index}": "String"`).join(',\n');
    await survives(patch(`{ ${wide} }`));
    await survives(connector(`{ "authenticationConfiguration": [${'{},'.repeat(20_000)}{}] }`));
    await survives(`PATCH /v1.0/${'{{a}}/'.repeat(5_000)}\n\n${'{{b}}'.repeat(20_000)}\n`);
    await survives(
      `${Array.from({ length: 2_000 }, (_, index) => `@v${index} = {{v${index + 1}}}`).join('\n')}\nGET /v1.0/{{v0}}\n`,
    );
    await survives(`PATCH /v1.0/me\n${'X-A: b\n'.repeat(20_000)}\n{}\n`);
    assert.ok(performance.now() - started < 8_000, `${performance.now() - started} ms`);
  });
});
