import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { permissionIncludes } from '../../../src/core/pages/markdown/includes.ts';
import type { PageProblemCode } from '../../../src/core/pages/problems.ts';
import { readPage } from '../../../src/core/pages/readPage.ts';
import { cpuTime } from '../../support/cpuTime.ts';
import { DRAFT } from './draft.ts';

const draft = readPage(DRAFT);
const property = (name: string) => draft.properties.find((each) => each.name === name) ?? assert.fail(name);

/** The places of a code's problems, as the page has them. */
const places = (text: string, code: PageProblemCode): readonly string[] =>
  readPage(text)
    .problems.filter((problem) => problem.code === code)
    .map(({ start, end }) => text.slice(start, end));

describe('an API page', () => {
  it('says what it updates, where and in which versions', () => {
    assert.equal(draft.title, 'Update gizmo');
    assert.equal(draft.description, 'Change what a gizmo is called and how it spins.');
    assert.equal(draft.type, 'microsoft.graph.lab.gizmo');
    assert.deepEqual(
      draft.calls.map(({ method, path }) => `${method} ${path}`),
      ['PATCH /lab/gizmos/{gizmoId}', 'PATCH /users/{id}/gizmos/{gizmoId}'],
    );
    assert.deepEqual(draft.versions, ['beta']);
    assert.equal(draft.status, 204);
  });

  it('has permissions, least privileged first', () => {
    assert.deepEqual(draft.permissions, {
      delegatedWork: ['Gizmo.ReadWrite.Own', 'Gizmo.ReadWrite.All', 'Directory.ReadWrite.All'],
      delegatedPersonal: [],
      application: [],
    });
    const turned = readPage(
      '## Permissions\n|Permission type|Permissions (from most to least privileged)|\n|---|---|\n|Application|A.Write.All, `A.Write.Some`<br/>[A.Write](x.md)|\n',
    );
    assert.deepEqual(turned.permissions?.application, ['A.Write', 'A.Write.Some', 'A.Write.All']);
  });

  it('has the permissions of a file that it includes, where that is at hand', () => {
    const page = '# Update x\n## Permissions\n[!INCLUDE [permissions-table](../p.md)]\n';
    const table =
      '|Permission type|Least privileged permissions|\n|-|-|\n|Application|X.Write.All|\n|Delegated|**TODO: Name them**|\n';
    assert.deepEqual(permissionIncludes(page), ['../p.md']);
    const read = readPage(page, new Map([['../p.md', table]]));
    assert.deepEqual(read.permissions?.application, ['X.Write.All']);
    const [missing] = read.problems.filter(({ code }) => code === 'page-permissions-missing');
    assert.equal(page.slice(missing?.start, missing?.end), '[!INCLUDE [permissions-table](../p.md)]');
    assert.ok(!read.problems.some(({ code }) => code === 'page-permissions-elsewhere'));
  });

  it('has properties with types, values, base types and descriptions', () => {
    assert.deepEqual(
      draft.properties.map(({ name, type }) => `${name} ${type}`),
      [
        'id Edm.String',
        'displayName Edm.String',
        'spin microsoft.graph.lab.gizmoSpin',
        'speeds Collection(Edm.Int32)',
        'axle microsoft.graph.lab.gizmoAxle',
        'wheels Collection(microsoft.graph.lab.wheel)',
        'builtDateTime Edm.DateTimeOffset',
        'photo Edm.Stream',
        'odd Edm.Untyped',
      ],
    );
    assert.equal(property('id').readOnly, true);
    assert.equal(property('id').from, 'microsoft.graph.lab.entity');
    assert.equal(property('id').description, 'Names the gizmo. Read-only.');
    assert.equal(property('displayName').description, 'What people call the gizmo, a | b or bold.');
    assert.deepEqual(property('spin').members, ['left', 'right', 'unknownFutureValue']);
    assert.equal(property('spin').description, 'Where it turns to.');
    assert.equal(property('speeds').description, '');
  });

  it('has examples as printed, without tokens and lengths', () => {
    assert.deepEqual(
      draft.examples.map(({ title, method, path, version }) => ({ title, method, path, version })),
      [
        { title: 'Example 1: Rename a gizmo', method: 'PATCH', path: '/lab/gizmos/7', version: 'beta' },
        { title: 'Example 2: Spin it', method: 'PATCH', path: '/lab/gadgets/7', version: 'beta' },
      ],
    );
    assert.equal(
      draft.examples[0]?.request,
      'PATCH https://graph.microsoft.com/beta/lab/gizmos/7\nContent-Type: application/json\n\n{\n  "@odata.type": "#microsoft.graph.lab.gizmo",\n  "displayName": "Whirl",\n  "colour": "red"\n}',
    );
  });

  it('says what it leaves open, and where', () => {
    assert.deepEqual(places(DRAFT, 'page-todo'), [
      '**TODO: Name somebody. See [a guide](https://contoso.com/guide)**',
    ]);
    assert.deepEqual(places(DRAFT, 'page-permissions-missing'), [
      '**TODO: Provide applicable permissions.**',
    ]);
    assert.deepEqual(places(DRAFT, 'page-description-missing'), ['**TODO: Add Description**']);
    assert.deepEqual(places(DRAFT, 'page-path'), ["PATCH /lab/gizmos(odd'path')"]);
    assert.deepEqual(places(DRAFT, 'page-row'), ['|String|Nobody knows.']);
    assert.deepEqual(places(DRAFT, 'page-type-unknown'), ['']);
    assert.deepEqual(places(DRAFT, 'page-example-property'), ['"colour"']);
    assert.deepEqual(places(DRAFT, 'page-example-json'), [',']);
    assert.deepEqual(places(DRAFT, 'page-example-url'), [
      'PATCH https://graph.microsoft.com/beta/lab/gadgets/7',
    ]);
  });

  it('is complete or says so', () => {
    const codes = (text: string) => [...new Set(readPage(text).problems.map(({ code }) => code))].sort();
    const nothing = [
      'page-endpoint-missing',
      'page-example-missing',
      'page-permissions-missing',
      'page-properties-missing',
      'page-resource-unknown',
    ];
    for (const text of ['', ' \r\n', 'Some words.', '---\ntitle: x\n', '|a|b|\n', '<!--']) {
      assert.deepEqual(codes(text), nothing, JSON.stringify(text));
    }
    assert.deepEqual(codes('```'), ['page-code-open', ...nothing]);
    assert.ok(codes('## HTTP request\n```http\nGET /users\n```\n').includes('page-endpoint-missing'));
    assert.deepEqual(places('## Permissions\n[!INCLUDE [p](../p.md)]\n', 'page-permissions-elsewhere'), [
      '[!INCLUDE [p](../p.md)]',
    ]);
  });

  it('is read the same with any line breaks, and without front matter', () => {
    const facts = (text: string) => {
      const { problems, properties, calls, examples, ...rest } = readPage(text);
      const bare = <T extends { start: number; end: number }>(list: readonly T[]) =>
        list.map(({ start, end, ...other }) => other);
      return {
        ...rest,
        calls: bare(calls),
        examples: bare(examples),
        properties: bare(properties).map(({ typeSpan, ...other }) => other),
        problems: bare(problems),
      };
    };
    for (const ending of ['\r\n', '\r']) {
      const other = facts(DRAFT.replaceAll('\n', ending));
      assert.deepEqual(other.properties, facts(DRAFT).properties);
      assert.deepEqual(other.problems.length, facts(DRAFT).problems.length);
      assert.deepEqual(other.examples, facts(DRAFT).examples);
    }
    const bare = readPage(DRAFT.slice(DRAFT.indexOf('# Update')));
    assert.equal(bare.title, 'Update gizmo');
    assert.deepEqual(bare.properties.length, draft.properties.length);
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    ...[
      '---\n',
      'title: x\n',
      '# ',
      '## Permissions\n',
      '## HTTP request\n',
      '## Request body\n',
      '## Examples\n',
      '```',
      '~~~',
      ' http\n',
    ],
    ...[
      'PATCH /a/{b}\n',
      'PATCH https://graph.microsoft.com/v1.0/a\n',
      '|',
      '|---|---|\n',
      '|Property|Type|Description|\n',
      '\\|',
      '<br>',
    ],
    ...[
      '<!--',
      '-->',
      '**TODO: x**',
      'TODO',
      '[!INCLUDE [a](b.md)]',
      '{',
      '}',
      '"a": 1',
      '\r\n',
      '\n',
      ' ',
      '`a`, `b`',
      'possible values are: ',
    ],
    ...[
      'Permission type',
      'Application',
      'Inherited from [x](y)',
      '#tab/http',
      ':::',
      '>',
      '\u0000',
      '😀',
      '__proto__',
      'constructor',
    ],
  );

  it('is read without a failure, with problems inside of it', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        for (const { start, end } of readPage(text).problems)
          assert.ok(start >= 0 && start <= end && end <= text.length);
      }),
      { numRuns: 1000 },
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readPage(text)));
  });

  it('takes time like its length, however it is made', () => {
    const many = (text: string, size = 400_000) => text.repeat(Math.ceil(size / text.length)).slice(0, size);
    const hostile = [
      ...[
        '`',
        '~',
        '|',
        '\\',
        '#',
        ' ',
        '[',
        '(',
        '<',
        '*',
        '<!--',
        '**TODO',
        'TODO ',
        '```\n',
        '|\n',
        '# \n',
        '|-|\n',
        '\n',
        '{',
        '&amp;',
        '__',
        '[',
      ],
      ...[
        '[!INCLUDE [',
        '<!-- \n',
        'PATCH ',
        'PATCH /a\n',
        '`a`, ',
        '# x #',
        '[x](',
        '](',
        '\r',
        ':::\n',
        '> ',
      ],
    ].flatMap((text) => [
      many(text),
      `## Request body\n|Property|Type|Description|\n|--|--|--|\n|a|${many(text.replaceAll('\n', ' '))}|${many(text.replaceAll('\n', ' '))}|\n`,
      `## HTTP request\n\`\`\`http\nPATCH /a${many(text.replaceAll('\n', ' '))}x\n\`\`\`\n## Permissions\n|Permission type|x|\n|--|--|\n|Application|${many(text.replaceAll('\n', ' '))}|`,
      `---\na: ${many(text.replaceAll('\n', ' '))}\n---\n# ${many(text.replaceAll('\n', ' '))} x\n\`\`\`${many(text.replaceAll('\n', ' '))}\`\n`,
    ]);
    for (const text of hostile) {
      const started = cpuTime();
      readPage(text);
      const ms = cpuTime() - started;
      assert.ok(ms < 3000, `${ms} ms for ${JSON.stringify(text.slice(0, 90))}`);
    }
  });
});
