import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { complete } from '../../../src/core/assist/complete/complete.ts';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import { loadCatalog } from '../../../src/core/catalog/load.ts';
import { readJson } from '../../../src/core/check/json/read.ts';
import { gadget } from '../check/gadget.ts';
import { thing } from './thing.ts';
import { accepted, placed } from './vocabulary.ts';

const gadgets = createCatalog([gadget, thing]);
const builtin = await loadCatalog();

const HEADS = [
  { head: 'PATCH /v1.0/gadgets/1\n\n', catalog: gadgets },
  { head: 'PATCH /v1.0/things/1\nA: b\n\n', catalog: gadgets },
  { head: 'PATCH /v1.0/servicePrincipals/7/microsoft.graph.agentIdentity\r\n\r\n', catalog: builtin },
];

const names = [
  ...Object.keys(gadget.properties),
  ...Object.keys(thing.properties),
  ...[
    'appRoles',
    'info',
    'passwordSingleSignOnSettings',
    'fields',
    'owner@odata.bind',
    'radius',
    'undeclared',
  ],
];

const { body } = fc.letrec<{ body: unknown; value: unknown }>((tie) => ({
  body: fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 5 }),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      '',
      'text, more',
      'a"b\\',
      'read,write',
      '#test.circle',
      '{{x}}',
      'http://a',
      null,
      true,
      1.5,
    ),
    tie('body'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
}));

const spaced = fc
  .tuple(body, fc.constantFrom(undefined, 1, 2, '\t'))
  .map(([value, space]) => JSON.stringify(value, null, space));

/** What a person leaves behind while writing: pieces cut out, and pieces put in. */
const PIECES = [
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\n',
  '\r\n',
  '// ',
  '/*',
  '# x\n',
  '{{',
  '}}',
  '\\',
  "'",
  'nam',
  '@odata.type',
  ' ',
  '<',
];

const mutations = fc.array(
  fc.record({ at: fc.nat(), cut: fc.nat({ max: 6 }), piece: fc.constantFrom('', ...PIECES) }),
  { maxLength: 5 },
);

function mutated(text: string, changes: readonly { at: number; cut: number; piece: string }[]): string {
  return changes.reduce((before, { at, cut, piece }) => {
    const place = at % (before.length + 1);
    return (before.slice(0, place) + piece + before.slice(place + cut)).replace(/\r(?!\n)/g, '');
  }, text);
}

suite('whatever the body looks like', () => {
  test('completion never throws, and its edits lie apart from one another inside the block', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...HEADS),
        spaced,
        mutations,
        fc.nat(),
        ({ head, catalog }, json, changes, at) => {
          const text = head + mutated(json, changes);
          const cursor = head.length + (at % (text.length - head.length + 1));
          fc.pre(text[cursor - 1] !== '\r' || text[cursor] !== '\n');
          const { context, start, offset } = placed(
            `${text.slice(0, cursor).replaceAll('|', '')}|${text.slice(cursor).replaceAll('|', '')}`,
            { catalog },
          );
          for (const each of complete(context, offset).items) {
            const { span } = each.edit;
            assert.ok(span.start <= offset && offset <= span.end, 'the cursor is in the edit');
            assert.ok(span.start >= 0 && span.end <= context.block.text.length);
            const replaced = context.block.text.slice(span.start, span.end);
            const where = `${each.label} at ${offset} of ${JSON.stringify(context.block.text)}`;
            assert.doesNotMatch(replaced, /[\r\n]/, where);
            accepted(context.file.text, each, start);
            each.document?.();
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

suite('in a body that is JSON', () => {
  test('taking a property leaves JSON', () => {
    fc.assert(
      fc.property(fc.constantFrom(...HEADS), spaced, fc.nat(), ({ head, catalog }, json, at) => {
        const cursor = at % (json.length + 1);
        const { context, start, offset, text } = placed(
          `${head}${json.slice(0, cursor)}|${json.slice(cursor)}`,
          { catalog },
        );
        const wanted = complete(context, offset).items.filter(({ kind }) => /property/i.test(kind));
        for (const each of wanted) {
          const after = withoutStops(accepted(text, { ...each, edit: marked(each.edit) }, start)).slice(
            head.length,
          );
          assert.deepEqual(
            readJson(after).findings.map(({ code }) => code),
            [],
            `${each.label}: ${after}`,
          );
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** A stand-in for `$`, so that only the stops of a proposal are read as stops. */
const STOP = '§';

function marked<T extends { readonly newText: string }>(edit: T): T {
  return { ...edit, newText: edit.newText.replaceAll('$', STOP) };
}

/** As a person leaves it who fills in what each stop needs: the first choice, the text of the stop, or a number. */
function withoutStops(text: string): string {
  return text
    .replace(/§\{\d+\|([^,|]*)[^}]*\}/g, '$1')
    .replace(/§\{\d+:((?:[^\\}]|\\.)*)\}/g, (_, inner: string) => inner.replace(/\\(.)/g, '$1'))
    .replace(/"§\d+"/g, '""')
    .replace(/([[{]\s*)§\d+(\s*[\]}])/g, '$1$2')
    .replace(/§\d+/g, '0')
    .replaceAll('\\}', '}');
}
