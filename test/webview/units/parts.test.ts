import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { responseHtml } from '../../../src/editor/responses/responseHtml.ts';
import { tabFor, tabsOf } from '../../../src/webview/state/tabs.ts';
import { root } from '../../host/paths.ts';
import { bundle, themes } from '../harness.ts';
import * as samples from '../samples.ts';

const SHELL = {
  scriptUri: 'https://a/webview.js',
  styleUri: 'https://a/webview.css',
  cspSource: "'self' https://*.example",
  nonce: 'abc123',
};

describe('the shell', () => {
  const html = responseHtml(SHELL);
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';

  it('allows one script, one style sheet and the font, and nothing inline', () => {
    deepEqual(policy.split('; '), [
      "default-src 'none'",
      "script-src 'nonce-abc123'",
      "style-src 'self' https://*.example",
      "font-src 'self' https://*.example",
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types lit-html',
    ]);
    ok(!/unsafe|data:|\*;/.test(policy));
    equal(html.match(/<script/g)?.length, 1);
    match(html, /<script nonce="abc123" src="https:\/\/a\/webview\.js"><\/script>/);
    ok(!/<style|style=/.test(html));
  });

  it('writes its parts as attributes, whatever they are', () => {
    const hostile = responseHtml({ ...SHELL, styleUri: '"><script>alert(1)</script>' });
    equal(hostile.match(/<script/g)?.length, 1);
  });
});

describe('icons', () => {
  it('have the code points of the font', async () => {
    const source = await readFile(join(root, 'src/webview/parts/icons.ts'), 'utf8');
    const sheet = await readFile(join(root, 'node_modules/@vscode/codicons/dist/codicon.css'), 'utf8');
    const used = [...source.matchAll(/^ {2}'?([a-z-]+)'?: '\\u([0-9a-f]{4})',$/gm)];
    ok(used.length > 20, `${used.length} icons`);
    for (const [, name, point] of used) {
      match(sheet, new RegExp(`\\.codicon-${name}:before \\{ content: "\\\\${point}" \\}`), name);
    }
  });
});

describe('the bundle', () => {
  let script = '';
  let styles = '';
  before(async () => {
    const files = await bundle();
    script = new TextDecoder().decode(files.get('/webview.js')?.contents);
    styles = new TextDecoder().decode(files.get('/webview.css')?.contents);
    deepEqual([...files.keys()].sort(), ['/codicon.ttf', '/webview.css', '/webview.js']);
  });

  // CodeMirror, which shows raw bodies, is more than half of it.
  it('stays lean', () => ok(script.length < 500_000, `${script.length} bytes`));

  it('uses only theme variables that the editor has', () => {
    const known = new Set(Object.values(themes).flatMap(({ variables }) => Object.keys(variables)));
    const used = new Set(
      [...`${script}${styles}`.matchAll(/--(vscode-[\w-]+)/g)].map(([, name = '']) => name),
    );
    deepEqual(
      [...used].filter((name) => !known.has(name)),
      [],
    );
  });

  it('makes no markup from text', async () => {
    const folder = join(root, 'src/webview');
    for (const file of await readdir(folder, { recursive: true })) {
      if (!file.endsWith('.ts')) continue;
      const source = await readFile(join(folder, file), 'utf8');
      ok(
        !/unsafeHTML|unsafeSVG|unsafeStatic|innerHTML|outerHTML|insertAdjacentHTML|document\.write/.test(
          source,
        ),
        file,
      );
      ok(!/\sstyle=/.test(source), `${file} has an inline style`);
      for (const [, sheet = ''] of source.matchAll(/css`([^`]*)`/g)) {
        ok(!/#[0-9a-f]{3,8}\b|\b(rgb|hsl)a?\(/i.test(sheet), `${file} has a colour that is not the theme's`);
      }
    }
  });
});

describe('tabs', () => {
  it('are those that a response has something for', () => {
    deepEqual(tabsOf(samples.object), ['object', 'raw', 'headers', 'request']);
    deepEqual(tabsOf(samples.changed), ['object', 'headers', 'request']);
    deepEqual(tabsOf(samples.badRequest), ['error', 'raw', 'headers', 'request']);
    deepEqual(tabsOf(samples.unknown), ['error', 'request']);
  });

  it('begin with what was found out behind an error', () => {
    const { rows } = samples.object;
    const read = {
      ...samples.badRequest,
      ...(rows ? { rows } : {}),
      readAfter: { time: samples.object.time },
    };
    deepEqual(tabsOf(read), ['object', 'error', 'raw', 'headers', 'request']);
    equal(tabFor(tabsOf(read), 'raw'), 'object');
    deepEqual(tabsOf(samples.compared).slice(0, 2), ['changes', 'error']);
  });

  it('stay, except that an error comes first', () => {
    equal(tabFor(['object', 'raw', 'request'], 'raw'), 'raw');
    equal(tabFor(['object', 'request'], 'raw'), 'object');
    equal(tabFor(['error', 'raw'], 'raw'), 'error');
    equal(tabFor([], undefined), 'request');
  });
});
