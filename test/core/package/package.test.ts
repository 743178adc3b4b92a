import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { root } from '../../host/paths.ts';
import { unzip } from './zip.ts';

const folders = ['dist', 'media', 'schemas', 'src', 'test', '.vscode', '.ci'];
const texts = [
  '.vscodeignore',
  '.gitignore',
  'LICENSE',
  'README.md',
  'CHANGELOG.md',
  'package-lock.json',
  'tsconfig.json',
];

/** Files that a build or a tool may leave behind and nobody may find in the package. */
const strays = [
  'dist/extension.js.map',
  'dist/test/editor.cjs',
  'node_modules/somebody/index.js',
  '.vscode-test/editor/pin.txt',
  'graph-http-0.0.1.vsix',
  'notes.log',
  '.env',
];

/** Packs a copy of the repository, with strays beside its files, as `npm run package` does; gives what is inside. */
async function pack(scratch: string): Promise<Map<string, Buffer>> {
  const copy = join(scratch, 'copy');
  await mkdir(copy);
  for (const name of [...folders, ...texts]) {
    if (existsSync(join(root, name))) await cp(join(root, name), join(copy, name), { recursive: true });
  }
  for (const name of strays) {
    await mkdir(dirname(join(copy, name)), { recursive: true });
    await writeFile(join(copy, name), 'stray');
  }
  const { scripts, ...manifest } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  await writeFile(join(copy, 'package.json'), JSON.stringify(manifest));
  const [tool, ...flags] = scripts.package.split(' ');
  const file = join(scratch, 'packed.vsix');
  const script = join(root, 'node_modules', '@vscode', 'vsce', tool);
  await promisify(execFile)(process.execPath, [script, ...flags, '--out', file], { cwd: copy });
  return unzip(await readFile(file));
}

/** Every path that the manifest names, relative to the extension's folder. */
function pathsIn(value: unknown): string[] {
  if (typeof value === 'string')
    return /^(?:\.\/)?(?:dist|media|schemas)\//.test(value) ? [value.replace(/^\.\//, '')] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(pathsIn);
}

describe('the package', () => {
  let scratch: string;
  let files: Map<string, Buffer>;
  let names: string[];

  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'graph-http-package-'));
    files = await pack(scratch);
    names = [...files.keys()].filter((name) => name.startsWith('extension/')).map((name) => name.slice(10));
  });
  after(() => rm(scratch, { recursive: true, force: true }));

  test('holds only what runs, what it reads and what is read about it', () => {
    const allowed = [
      /^(?:package\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
      /^dist\/(?:extension|cli|worker|webview)\.js$/,
      /^dist\/chunks\/[\w.-]+\.js$/,
      /^dist\/webview\.css$/,
      /^dist\/\w+\.ttf$/,
      /^schemas\/\w+\.json$/,
      /^media\/(?:icon\.png|history\.svg|pinned-(?:dark|light)\.svg|language\/[\w.-]+\.json|(?:samples|pictures)\/.+)$/,
    ];
    assert.deepEqual(
      names.filter((name) => !allowed.some((pattern) => pattern.test(name))),
      [],
    );
  });

  test('holds no source, test, map or package of others', () => {
    const unwanted = /(?:^|\/)(?:src|test|node_modules|\.vscode\S*)\/|\.(?:ts|map|vsix|log)$|(?:^|\/)\.env/;
    assert.deepEqual(
      names.filter((name) => unwanted.test(name)),
      [],
    );
  });

  test('holds what the extension cannot do without', () => {
    const needed = [
      ...['extension', 'cli', 'worker', 'webview'].map((name) => `dist/${name}.js`),
      'dist/webview.css',
      'LICENSE.txt',
    ];
    assert.deepEqual(
      needed.filter((name) => !names.includes(name)),
      [],
    );
    assert.ok(
      names.some((name) => /^dist\/\w+\.ttf$/.test(name)),
      'the icon font is missing',
    );
  });

  test('holds every file that package.json names', () => {
    const { imports: _buildOnly, ...manifest } = JSON.parse(String(files.get('extension/package.json')));
    const named = pathsIn(manifest);
    assert.ok(named.length >= 8, `only ${named.length} paths were found in package.json`);
    assert.deepEqual(
      named.filter((name) => !names.includes(name)),
      [],
    );
  });

  test('holds every picture that the README shows', () => {
    const shown = [...String(files.get('extension/readme.md')).matchAll(/\]\((media\/[^)]+)\)/g)];
    assert.ok(shown.length > 0, 'the README shows no picture');
    assert.deepEqual(
      shown.map(([, name = '']) => name).filter((name) => !names.includes(name)),
      [],
    );
  });

  test('holds every schema of the repository', async () => {
    const schemas = (await readdir(join(root, 'schemas'))).filter((name) => name.endsWith('.json'));
    assert.deepEqual(
      names.filter((name) => name.startsWith('schemas/')).sort(),
      schemas.map((name) => `schemas/${name}`).sort(),
    );
  });

  test('holds every chunk that the bundles load', () => {
    for (const [name, content] of files) {
      if (!/^extension\/dist\/.*\.js$/.test(name)) continue;
      for (const [, target = ''] of String(content).matchAll(
        /["'](\.{1,2}\/[\w./-]+-[A-Z0-9]{8}\.js)["']/g,
      )) {
        assert.ok(files.has(join(dirname(name), target)), `${name} loads ${target}, which is missing`);
      }
    }
  });
});
