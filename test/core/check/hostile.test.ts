import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import { applyEdits } from '../../../src/core/text/span.ts';
import { cpuTime } from '../../support/cpuTime.ts';
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
        // What stands in a reference is hidden, until a fix takes the reference away.
        if (text.includes('{{')) return;
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
    const started = cpuTime();
    const wide = Array.from({ length: 20_000 }, (_, index) => `"p${index}": "String"`).join(',\n');
    await survives(patch(`{ ${wide} }`));
    await survives(connector(`{ "authenticationConfiguration": [${'{},'.repeat(20_000)}{}] }`));
    await survives(`PATCH /v1.0/${'{{a}}/'.repeat(5_000)}\n\n${'{{b}}'.repeat(20_000)}\n`);
    await survives(
      `${Array.from({ length: 2_000 }, (_, index) => `@v${index} = {{v${index + 1}}}`).join('\n')}\nGET /v1.0/{{v0}}\n`,
    );
    await survives(`PATCH /v1.0/me\n${'X-A: b\n'.repeat(20_000)}\n{}\n`);
    assert.ok(cpuTime() - started < 8_000, `${cpuTime() - started} ms`);
  });
});

/** Texts of about a megabyte that take minutes where anything looks through all of them for each part. */
const LARGE: Readonly<Record<string, () => string>> = {
  'braces in a URL': () => `PATCH /v1.0/${'{'.repeat(1_000_000)}\n`,
  'references in a URL that are never closed': () => `PATCH /v1.0/x${'{{a}'.repeat(250_000)}\n`,
  'placeholders in a URL': () => `PATCH /v1.0/${'{a}'.repeat(300_000)}\n`,
  'references on the lines of a URL': () => `PATCH /v1.0/me\n${'  &a={{b}}\n'.repeat(100_000)}`,
  'references in headers': () => `PATCH /v1.0/me\n${'Content-Type: {{a}}\n'.repeat(100_000)}\n{}\n`,
  'equal names': () => patch(`{${'"a":1,'.repeat(150_000)}"a":1}`),
  'names that stand twice': () => patch(`{${listOf(70_000, (index) => `"a${index}":1,"a${index}":1`)}}`),
  'an earlier name before many blanks': () =>
    patch(`{"a":1${' '.repeat(500_000)},${'"a":1,'.repeat(80_000)}"a":1}`),
  types: () => patch(`{${'"@odata.type":"x",'.repeat(60_000)}"a":1}`),
  quotes: () => patch(`{${'"'.repeat(1_000_000)}`),
  'invisible characters between references': () => patch(`{"a":[${'{{x}}\u00a0'.repeat(150_000)}]}`),
  'other quotes around references': () => patch(`{"a":[${"'{{x}}',".repeat(100_000)}1]}`),
  'known and unknown references': () => `@a = 1\n${patch(`{"a":[${'{{x}},{{a}},'.repeat(80_000)}1]}`)}`,
  'references to a variable that is not there': () => `PATCH /v1.0/me\n\n${'{{a}}'.repeat(200_000)}\n`,
  'misspelt names among many': () =>
    `${listOf(10_000, (index) => `@variable${index} = 1`, '\n')}\n${patch(`[${listOf(40_000, (index) => `{{varible${index}}}`)}]`)}`,
  'a chain of variables': () =>
    `${listOf(50_000, (index) => `@v${index} = {{v${index + 1}}}`, '\n')}\nGET /v1.0/{{v0}}\n`,
  'a chain of variables, each of them used': () =>
    `${listOf(20_000, (index) => `@v${index} = {{v${index + 1}}}`, '\n')}\n@v20000 = {{$guid}}\n${patch(`[${listOf(20_000, (index) => `{{v${20_000 - index}}},{{v${index}}}`)}]`)}`,
  'variables with one name': () => `${'@a = 1\n'.repeat(100_000)}GET /v1.0/users/{{a}}\n`,
  'variables that nobody uses': () => `${listOf(50_000, (index) => `@v${index} = 1`, '\n')}\nGET /v1.0/me\n`,
  'questions that nobody asked': () =>
    `${listOf(40_000, (index) => `# @prompt v${index}`, '\n')}\nGET /v1.0/me\n`,
  'questions behind a chain of variables': () =>
    `${listOf(20_000, (index) => `@v${index} = {{v${index + 1}}}`, '\n')}\n${'###\n# @prompt a\nGET /v1.0/{{v0}}\n'.repeat(2_000)}`,
  'circles of variables': () =>
    `${listOf(20_000, (index) => `@v${index} = {{v${index - (index % 50) + ((index + 1) % 50)}}}`, '\n')}\nGET /v1.0/me\n`,
  'comments that silence nothing': () => `${'# graph-http-ignore value-null\n'.repeat(40_000)}GET /v1.0/me\n`,
  'many codes in one comment': () => `# graph-http-ignore ${'value-nul,'.repeat(90_000)}\nGET /v1.0/me\n`,
  'requests with one name': () => '# @name a\nGET /v1.0/{{b.response.body.$.c}}\n###\n'.repeat(20_000),
  'query options': () => `PATCH /v1.0/me?${'$top=1&'.repeat(100_000)}\n`,
  'query options that stand twice': () => `GET /v1.0/users?${'$select=a&'.repeat(60_000)}\n`,
  'query options on lines of their own': () => `PATCH /v1.0/me\n  ?a=1\n${'  &$top=1\n'.repeat(60_000)}`,
  'misspelt query options': () => `GET /v1.0/users?${'$selct=a&'.repeat(60_000)}\n`,
  'names in a select': () => `GET /v1.0/gadgets/1?$select=${'nmae,'.repeat(200_000)}\n`,
  'blanks in a select': () =>
    `GET /v1.0/gadgets/1?$select=,${'+'.repeat(500_000)}%2C${'%20'.repeat(100_000)}.\n`,
  'percent signs': () => `GET /v1.0/users/${'%'.repeat(1_000_000)}\n`,
  slashes: () => `GET /v1.0/${'/'.repeat(1_000_000)}\n`,
  'misspelt headers': () => `GET /v1.0/me\n${'IfMatchh: *\n'.repeat(80_000)}`,
  'a long preference': () => `GET /v1.0/me\nPrefer: ${'a'.repeat(1_000_000)}"\n`,
  preferences: () => `GET /v1.0/me\nPrefer: ${'return=representaton,'.repeat(50_000)}\n`,
  'headers of preferences': () => `GET /v1.0/me\n${'Prefer: return=representaton\n'.repeat(40_000)}`,
  separators: () => '###\n'.repeat(250_000),
  'a variable that laughs a billion times, in a URL': () =>
    `${laughs()}\nPATCH /v1.0/users/${'{{v0}}'.repeat(5_000)}\n\n{}\n`,
  'a variable that laughs a billion times, in a query': () =>
    `${laughs()}\nGET /v1.0/users?$select=${'{{v0}},'.repeat(5_000)}id\n`,
  'a variable that laughs a billion times, in a header': () =>
    `${laughs()}\nPATCH /v1.0/me\nPrefer: ${'{{v0}}'.repeat(5_000)}\n\n{}\n`,
  'a variable that laughs a billion times, in a body': () =>
    `${laughs()}\n${patch(`{"displayName":"${'{{v0}}'.repeat(5_000)}","a":[${'{{v0}},'.repeat(5_000)}1]}`)}`,
  'one line of ten million characters': () => patch(`{"displayName":"${'x'.repeat(10_000_000)}"}`),
  'marks upon marks': () => patch(`{"displayName":"Z${'\u0301'.repeat(1_000_000)}"}`),
  'text that runs backwards': () => patch(`{"displayName":"${'\u202e\u2066'.repeat(500_000)}"}`),
  'halves of characters': () => patch(`{"${'\ud800'.repeat(500_000)}":"${'\udc00'.repeat(500_000)}"}`),
  'zero-width characters in a URL': () =>
    `PATCH https://graph${'\u200b'.repeat(500_000)}.microsoft.com/v1.0/me\n\n{}\n`,
  'headers below blank lines': () => `PATCH /v1.0/me\n\n${'Accept: a\n\n'.repeat(150_000)}{}\n`,
  'variables below the body': () => patch(`{}\n${'@a = 1\n'.repeat(300_000)}`),
  'names without colons': () => patch(`{${'"a" 1,'.repeat(300_000)}}`),
  brackets: () => patch(`${'['.repeat(500_000)}${']'.repeat(500_000)}`),
  'objects in objects': () => patch(`${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`),
};

/** A variable of 16 million characters, made of few. */
function laughs(): string {
  return `${listOf(24, (index) => `@v${index} = {{v${index + 1}}}{{v${index + 1}}}`, '\n')}\n@v24 = x`;
}

function listOf(length: number, item: (index: number) => string, separator = ','): string {
  return Array.from({ length }, (_, index) => item(index)).join(separator);
}

describe('a large text is checked at once', () => {
  for (const [name, text] of Object.entries(LARGE)) {
    it(name, async () => {
      const large = text();
      const started = cpuTime();
      await problemsOf(large);
      const took = cpuTime() - started;
      assert.ok(took < 30_000, `${took} ms for ${large.length} code units`);
    });
  }
});

describe('problems of a large text', () => {
  it('are the first ones, and the others are counted', async () => {
    const problems = await problemsOf(patch(`{${'"code":"ABC",\n'.repeat(500)}"code":"ABC"}`));
    assert.equal(problems.length, 201);
    assert.deepEqual(
      problems.map(({ span }) => span.start),
      problems.map(({ span }) => span.start).sort((a, b) => a - b),
    );
    assert.match(problems.at(-1)?.message ?? '', /^There are 300 more problems/);
  });
});
