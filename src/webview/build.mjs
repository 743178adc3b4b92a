/**
 * How the response page is bundled: `dist/webview.js`, `dist/webview.css` and the icon font beside them.
 * One place for the build and for the page's tests.
 *
 * @type {import('esbuild').BuildOptions}
 */
export const pageBundle = {
  entryPoints: { webview: 'src/webview/main.ts' },
  bundle: true,
  platform: 'browser',
  format: 'iife',
  target: 'chrome130',
  loader: { '.ttf': 'file' },
  assetNames: '[name]',
  tsconfig: 'src/webview/tsconfig.json',
};
