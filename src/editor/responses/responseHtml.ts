/** What the page's shell is made of. */
export interface ResponseShell {
  /** The webview's URI of `dist/webview.js`. */
  readonly scriptUri: string;
  /** The webview's URI of `dist/webview.css`; the icon font lies beside it. */
  readonly styleUri: string;
  /** The webview's `cspSource`. */
  readonly cspSource: string;
  /** A fresh random value, letters and digits. */
  readonly nonce: string;
}

/**
 * The response page's HTML: no content, one script, one style sheet, and a policy that allows those two and
 * the icon font. Elements bring their styles as constructed sheets, so no inline style is allowed; the
 * script may make markup only through the templates of its view library (Trusted Types).
 */
export function responseHtml(shell: ResponseShell): string {
  const nonce = attribute(shell.nonce);
  const source = attribute(shell.cspSource);
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    `font-src ${source}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types lit-html`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Response</title>
<link rel="stylesheet" href="${attribute(shell.styleUri)}">
</head>
<body>
<script nonce="${nonce}" src="${attribute(shell.scriptUri)}"></script>
</body>
</html>
`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
