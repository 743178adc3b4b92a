import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { inlayHints } from '../../../src/core/assist/inlayHints.ts';
import { semanticTokens } from '../../../src/core/assist/semanticTokens.ts';
import { loadCatalog } from '../../../src/core/catalog/load.ts';
import { createScope } from '../../../src/core/request/values/scope.ts';
import { placed } from './places.ts';

const catalog = await loadCatalog();
const AGENT = 'PATCH /v1.0/servicePrincipals/7/microsoft.graph.agentIdentity\n\n';

/** `text modifier` of each token in the block at the cursor. */
function colours(marked: string, environment: Readonly<Record<string, string>> = {}): readonly string[] {
  const { block, file } = placed(marked);
  const scope = createScope({ environment: new Map(Object.entries(environment)) });
  return semanticTokens({ block, file, catalog, scope }).map(
    ({ start, end, type, modifier }) => `${block.text.slice(start, end)} ${type}.${modifier}`,
  );
}

suite('semantic tokens', () => {
  test('read-only and deprecated properties stand out, nested ones too', () => {
    assert.deepEqual(
      colours(
        `${AGENT}{ "appId": "1", "errorUrl": null, "tags": [], "appRoles": [{ "origin": "x", "value": "y" }] }`,
      ),
      ['appId property.readonly', 'errorUrl property.deprecated', 'origin property.readonly'],
    );
  });

  test('variables without a value stand out', () => {
    assert.deepEqual(colours('@a = 1\n# @prompt b\nGET /{{a}}/{{b}}/{{c}}/{{d}}/{{$guid}}\n', { d: '1' }), [
      'c variable.unresolved',
    ]);
  });

  test('a body of an unknown resource is left to the grammar', () => {
    assert.deepEqual(colours('PATCH /v1.0/me\n\n{ "id": 1 }'), []);
  });
});

/** The texts behind references, each put into the block. */
function hints(text: string, environment: Readonly<Record<string, string>> = {}): string {
  const { block, file } = placed(text);
  const scope = createScope({ environment: new Map(Object.entries(environment)) });
  const found = inlayHints({ block, file, scope }, { start: 0, end: block.text.length });
  return found
    .toReversed()
    .sort((a, b) => b.offset - a.offset)
    .reduce(
      (marked, { offset, text: hint }) => `${marked.slice(0, offset)}‹${hint}›${marked.slice(offset)}`,
      block.text,
    );
}

suite('inlay hints', () => {
  test('show the values of references and placeholders', () => {
    assert.equal(
      hints('@a = {{b}}\n@b = Adele\nGET /{{a}}/{b}\nX: {{e}}\n', { e: '5' }),
      '@a = {{b}}\n@b = Adele\nGET /{{a}}‹Adele›/{b}‹Adele›\nX: {{e}}‹5›\n',
    );
  });

  test('say nothing of secrets, what is made anew, and what is not known', () => {
    const text =
      '@password = hunter2\n@b = {{password}}\n@t = {{$guid}}\nGET /{{password}}/{{b}}/{{t}}/{{$guid}}/{{x}}/{password}\n';
    assert.equal(hints(text), text);
  });

  test('cut long values', () => {
    const { block, file } = placed(`@a = ${'x'.repeat(100)}\nGET /{{a}}\n`);
    const [hint] = inlayHints({ block, file, scope: createScope() }, { start: 0, end: 1_000 });
    assert.equal(hint?.text.length, 40);
    assert.equal(hint?.whole?.length, 100);
  });

  test('are made for what is in view only', () => {
    const { block, file } = placed('@a = 1\nGET /{{a}}/{{a}}\n');
    assert.equal(inlayHints({ block, file, scope: createScope() }, { start: 0, end: 14 }).length, 1);
  });
});
