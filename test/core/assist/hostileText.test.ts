import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { foldsOf } from '../../../src/core/assist/folding.ts';
import { formatBlock } from '../../../src/core/assist/format/format.ts';
import { hover } from '../../../src/core/assist/hover.ts';
import { inlayHints } from '../../../src/core/assist/inlayHints.ts';
import { renamableAt, rename } from '../../../src/core/assist/navigate/rename.ts';
import { occurrences, subjectAt } from '../../../src/core/assist/navigate/subject.ts';
import { outlineOfFile } from '../../../src/core/assist/outline.ts';
import { selectionAt } from '../../../src/core/assist/selection.ts';
import { semanticTokens } from '../../../src/core/assist/semanticTokens.ts';
import { loadCatalog } from '../../../src/core/catalog/load.ts';
import { parseFile } from '../../../src/core/request/parse.ts';
import { createScope } from '../../../src/core/request/values/scope.ts';
import { cpuTime } from '../../support/cpuTime.ts';
import { requestText } from '../request/arbitraries.ts';

const catalog = await loadCatalog();
const scope = createScope();

/** Asks for everything at a place of each block of a text. */
function askAll(text: string, at: (length: number) => number): void {
  const file = parseFile(text);
  assert.ok(outlineOfFile(file).length >= 0);
  for (const block of file.blocks) {
    const offset = at(block.text.length);
    const context = { block, file, catalog, scope };
    hover(context, offset);
    semanticTokens(context);
    inlayHints(context, { start: 0, end: block.text.length });
    formatBlock(block, { tabSize: 2, insertSpaces: true });
    foldsOf(block);
    selectionAt(block, offset);
    const found = subjectAt(file, block, offset);
    if (found) occurrences(file, found.subject);
    const renamable = renamableAt(file, block, offset);
    if (renamable.ok) rename(file, renamable.subject, 'other');
  }
}

suite('any text', () => {
  test('is answered without an error', () => {
    fc.assert(fc.property(requestText, fc.nat(), (text, at) => askAll(text, (length) => at % (length + 1))));
  });
});

const AGENT = 'PATCH /v1.0/servicePrincipals/7/microsoft.graph.agentIdentity\n';

suite('large and hostile texts take time in proportion to their length', () => {
  const times = (count: number, text: string) => text.repeat(count);
  for (const [name, text] of [
    [
      'a gap of a megabyte that ends in another kind of space',
      `PATCH /me\nA: b${times(1_000_000, ' ')}\u00a0\n`,
    ],
    ['a header of a megabyte', `PATCH /me\nPrefer: ${times(200_000, 'a=b, ')}\n`],
    ['a URL of a megabyte', `PATCH /v1.0/${times(300_000, 'a/b')}?${times(100_000, 'x=1&')}\n`],
    ['many equal keys', `${AGENT}\n{${times(60_000, '"appId":1,')}"z":1}\n`],
    ['deep brackets', `${AGENT}\n${times(10_000, '{"info":[')}${times(10_000, ']}')}\n`],
    ['open brackets', `${AGENT}\n${times(100_000, '{"a":[')}`],
    ['many references to a question', `${times(20_000, '# @prompt a x\n')}GET /${times(60_000, '{{a}}')}\n`],
    ['many unknown references', `${AGENT}\n{"a":"${times(60_000, '{{b}}')}"}\n`],
    ['many placeholders', `GET ${times(60_000, '/{a}')}\n`],
    ['many comments and blank lines', `${times(100_000, '# a\n\n')}GET /me\n`],
    ['one long word', `### ${times(1_000_000, 'a')}\nGET /me\n`],
    ['a chain of quotes', `${AGENT}\n{"a":${times(200_000, '"\\')}}\n`],
  ] as const) {
    test(name, () => {
      const begun = cpuTime();
      askAll(text, (length) => Math.floor(length / 2));
      assert.ok(cpuTime() - begun < 20_000);
    });
  }
});
