/** Where a page is, or why a link to it cannot be followed. */
export type PageLink =
  | { readonly ok: true; readonly url: URL; readonly name: string }
  | { readonly ok: false; readonly message: string };

/**
 * The address of a page's Markdown: that of the raw file for a page on GitHub, and of the Markdown form for one of
 * learn.microsoft.com. Any other https address is taken as it is.
 */
export function pageLink(text: string): PageLink {
  const trimmed = text.trim();
  const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
  if (url === undefined)
    return refused(
      'This is no link. Paste the whole address of a page of learn.microsoft.com or of a Markdown file, with https://.',
    );
  if (url.protocol !== 'https:') return refused('The link has to begin with https://.');
  if (url.username !== '' || url.password !== '') {
    return refused(
      'The link has a user name or password in it. Take it out: pages are read without signing in.',
    );
  }
  url.hash = '';
  if (url.host === 'github.com') asRawFile(url);
  if (url.host === 'learn.microsoft.com') url.searchParams.set('accept', 'text/markdown');
  return { ok: true, url, name: nameOf(url) };
}

function refused(message: string): PageLink {
  return { ok: false, message };
}

function asRawFile(url: URL): void {
  const [, path] = /^(\/[^/]+\/[^/]+)\/(?:blob|raw)(?=\/)/.exec(url.pathname) ?? [];
  if (path === undefined) return;
  url.pathname = url.pathname.replace(/^(\/[^/]+\/[^/]+)\/(?:blob|raw)\//, '$1/');
  url.host = 'raw.githubusercontent.com';
}

/** `update-identity.md` */
function nameOf({ pathname, host }: URL): string {
  const last =
    pathname
      .split('/')
      .filter((segment) => segment !== '')
      .at(-1) ?? host;
  const name = last.replace(/[^\w.-]+/g, '-');
  return /\.(?:md|markdown)$/i.test(name) ? name : `${name}.md`;
}

/** Whether a text is a web page, and no Markdown: what a sign-in page, or a link to a rendered page, gives. */
export function isWebPage(text: string): boolean {
  return /^\s*(?:<!doctype html|<html)/i.test(text.slice(0, 500));
}
