import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../host/paths.ts';
import { rowOf, violations } from './arrows/check.ts';
import { COMPUTED, importsOf, nodeGlobalsOf, type Sources } from './arrows/imports.ts';
import { ARROWS } from './arrows/table.ts';

async function sourcesOfProject(): Promise<Sources> {
  const sources = new Map<string, string>();
  for await (const file of glob('src/**/*.ts', { cwd: root })) {
    sources.set(file.replaceAll(sep, '/'), await readFile(join(root, file), 'utf8'));
  }
  return sources;
}

/** Violations of made-up modules, by path and source. */
const found = (sources: Record<string, string>): readonly string[] =>
  violations(new Map(Object.entries(sources)), ARROWS);

/** An import of everything that a bad arrow could take. */
const takes = (target: string): string => `import { a } from '${target}';\nexport const b = a;`;

describe('the arrows of the code', async () => {
  const sources = await sourcesOfProject();

  it('are those of the table', () => assert.deepEqual(violations(sources, ARROWS), []));

  it('hold for modules of every row', () => {
    const rows = new Set([...sources.keys()].map((path) => rowOf(path, ARROWS)?.[0]));
    assert.deepEqual([...rows].sort(), Object.keys(ARROWS).sort());
  });
});

describe('reading imports', () => {
  const reads = (source: string): readonly string[] =>
    importsOf('src/core/check/made-up.ts', source).map(({ kind, target }) => `${kind} ${target}`);

  for (const [source, expected] of [
    ["import { a } from './a.ts';", 'value src/core/check/a.ts'],
    ["import {\n  a,\n  type B,\n} from '../b.ts';", 'value src/core/b.ts'],
    ["import { type B } from '../b.ts';", 'value src/core/b.ts'],
    ["import a, * as b from 'lit';", 'value lit'],
    ["import 'vscode';", 'value vscode'],
    ["import type from 'lit';", 'value lit'],
    ['import { a } from "lit";', 'value lit'],
    ["import x from './x.json' with { type: 'json' };", 'value src/core/check/x.json'],
    ["import type { A } from './a.ts';", 'type src/core/check/a.ts'],
    ["import type A from './a.ts';", 'type src/core/check/a.ts'],
    ["export { a } from './a.ts';", 'value src/core/check/a.ts'],
    ["export * from './a.ts';", 'value src/core/check/a.ts'],
    ["export type { A } from './a.ts';", 'type src/core/check/a.ts'],
    ["export type * from './a.ts';", 'type src/core/check/a.ts'],
    ["const a = await import('node:fs');", 'lazy node:fs'],
    ["void import(\n  './a.ts'\n).then(({ A }) => A);", 'lazy src/core/check/a.ts'],
    ["let a: typeof import('./a.ts');", 'type src/core/check/a.ts'],
    ["let a: import('./a.ts').A;", 'type src/core/check/a.ts'],
    ['void import(name);', `lazy ${COMPUTED}`],
    ['void import(`./${name}.ts`);', `lazy ${COMPUTED}`],
    ["const fs = require('node:fs');", `value ${COMPUTED}`],
  ] as const) {
    it(JSON.stringify(source), () => assert.deepEqual(reads(source), [expected]));
  }

  it('leaves comments, exports and other strings alone', () => {
    assert.deepEqual(reads("/** Use `await import('x')`. */\n// import 'y';\n/*\n * import 'z';\n */"), []);
    assert.deepEqual(reads("export const a = 'b';\nexport type C = 'd';\nconst from = 'e';"), []);
  });

  it('knows the globals of Node.js from names of the module, types and strings', () => {
    assert.deepEqual(nodeGlobalsOf('export const a = process.env.A ?? Buffer.from("a");'), [
      'process',
      'Buffer',
    ]);
    assert.deepEqual(nodeGlobalsOf('globalThis.process?.exit();'), ['process']);
    assert.deepEqual(
      nodeGlobalsOf('export function a(process: Buffer) { return process.x + "Buffer"; }'),
      [],
    );
  });
});

describe('the table refuses', () => {
  for (const [path, target] of [
    ['src/core/send/a.ts', '../../editor/log.ts'],
    ['src/core/text/a.ts', '../../extension.ts'],
    ['src/core/request/a.ts', '../../cli/exit.ts'],
    ['src/core/sandbox/a.ts', '../../cli/exit.ts'],
    ['src/core/request/a.ts', '../services.ts'],
    ['src/core/send/a.ts', '../sending.ts'],
    ['src/core/assist/a.ts', '../authoring.ts'],
    ['src/core/services.ts', './authoring.ts'],
    ['src/core/request/a.ts', '../sandbox/sandbox.ts'],
    ['src/core/check/a.ts', 'node:path'],
    ['src/core/check/a.ts', 'path'],
    ['src/core/send/a.ts', 'vscode'],
    ['src/core/send/a.ts', 'undici'],
    ['src/core/check/a.ts', 'ajv'],
    ['src/cli/a.ts', '../editor/log.ts'],
    ['src/cli.ts', './webview/host.ts'],
    ['src/cli.ts', 'vscode'],
    ['src/editor/a.ts', '../webview/host.ts'],
    ['src/editor/a.ts', '../extension.ts'],
    ['src/editor/a.ts', '../core/sandbox/sandbox.ts'],
    ['src/webview/a.ts', '../core/change/rows.ts'],
    ['src/webview/a.ts', '../core/text/span.ts'],
    ['src/webview/a.ts', 'vscode'],
    ['src/new/a.ts', 'lit'],
  ] as const) {
    it(`${path} -> ${target}`, () => {
      const [first] = found({ [path]: takes(target) });
      assert.match(first ?? '', /may not import|belongs to no row/);
    });
  }

  it('types where not even they are allowed', () => {
    const source = "import type { A } from '../services.ts';";
    assert.equal(found({ 'src/core/check/a.ts': source }).length, 1);
    assert.deepEqual(found({ 'src/editor/a.ts': "import type { A } from '../core/services.ts';" }), []);
    assert.deepEqual(found({ 'src/webview/a.ts': "import type { A } from '../core/change/rows.ts';" }), []);
  });

  it('Node.js in what a pure module imports', () => {
    const target = 'src/core/send/target.ts';
    const pure = { 'src/core/check/a.ts': takes('../send/target.ts') };
    assert.deepEqual(found({ ...pure, [target]: 'export const a = 1;' }), []);
    assert.deepEqual(found({ ...pure, [target]: takes('./b.ts'), 'src/core/send/b.ts': takes('node:net') }), [
      'src/core/check/a.ts -> src/core/send/target.ts -> src/core/send/b.ts uses node:net of Node.js.',
    ]);
    assert.equal(found({ ...pure, [target]: "await import('node:net');" }).length, 1);
    assert.equal(found({ ...pure, [target]: 'export const a = process.pid;' }).length, 1);
    assert.deepEqual(found({ ...pure, [target]: "import type { A } from 'node:net';" }), []);
  });

  it('globals of Node.js in a pure module', () => {
    assert.equal(found({ 'src/core/catalog/a.ts': 'export const a = process.platform;' }).length, 1);
    assert.deepEqual(found({ 'src/core/sandbox/a.ts': 'export const a = process.platform;' }), []);
  });

  it('cycles, once each', () => {
    const [a, b, c] = ['src/core/text/a.ts', 'src/core/text/b.ts', 'src/core/text/c.ts'] as const;
    const round = { [a]: takes('./b.ts'), [b]: takes('./c.ts'), [c]: takes('./a.ts') };
    assert.deepEqual(found(round), [`${a} -> ${b} -> ${c} -> ${a} is a cycle.`]);
    assert.deepEqual(found({ ...round, [c]: "import type { A } from './a.ts';" }), []);
    assert.deepEqual(found({ [a]: takes('./a.ts') }), [`${a} -> ${a} is a cycle.`]);
  });
});
