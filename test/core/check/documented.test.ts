import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, it } from 'node:test';
import { builtinSchemas } from '../../../src/core/catalog/builtin.ts';
import { createCatalog } from '../../../src/core/catalog/catalog.ts';
import { resolveUrl } from '../../../src/core/check/url/subject.ts';
import { splitUrl } from '../../../src/core/request/url.ts';
import { problemsOf } from './vocabulary.ts';

const path = `${import.meta.dirname}/../../../../shared/data/documented-patches.jsonl`;
const skip = existsSync(path) ? false : 'the documented requests are not beside the repository';

/** A request as a documentation page prints it. */
interface Documented {
  readonly page: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const documented: readonly Documented[] = skip
  ? []
  : readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

/** Mistakes that these pages really have, by code. */
const QUIRKS: Readonly<Record<string, readonly string[]>> = {
  'json-trailing-comma': [
    'accessreviewinstancedecisionitem-update.md',
    'conditionalaccesspolicy-update.md',
    'educationclass-update.md',
    'educationuser-update.md',
    'itemaddress-update.md',
    'mailfolder-update.md',
    'phoneauthenticationmethod-update.md',
    'security-retentionlabel-update.md',
    'windowsupdates-deployment-update.md',
  ],
  'json-quotes': ['page-update.md'],
  'body-missing': ['channel-patch.md'],
  'version-unknown': ['simulation-update.md'],
};

/** What has nothing to do with a mistake of the page, but with a request that is not ready to be sent. */
const UNFINISHED = new Set([
  'placeholder-unresolved',
  'value-placeholder',
  'content-type-missing',
  'content-length',
]);

function textOf({ page, url, headers, body }: Documented): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`);
  return `### ${page}\nPATCH ${url}\n${lines.join('')}${body ? `\n${body}\n` : ''}`;
}

describe('documented requests', { skip }, () => {
  it('of the five resources have no problem but keys to fill in', async () => {
    const catalog = createCatalog(await builtinSchemas());
    const ours = documented.filter(({ url }) => resolveUrl(catalog, splitUrl(url))?.found === true);
    assert.ok(ours.length >= 4);
    for (const each of ours) {
      const codes = (await problemsOf(textOf(each), { schemas: [] })).map(({ code }) => code);
      assert.deepEqual(
        codes.filter((code) => code !== 'placeholder-unresolved'),
        [],
        each.page,
      );
    }
  });

  it('have no problem but the quirks of their pages', async () => {
    const met = new Set<string>();
    for (const each of documented) {
      for (const { code, severity, message } of await problemsOf(textOf(each), { schemas: [] })) {
        if (UNFINISHED.has(code) || (code === 'url-unknown' && severity === 'hint')) continue;
        const page = basename(each.page);
        assert.ok(QUIRKS[code]?.includes(page), `${page}: ${code}: ${message}`);
        met.add(`${code} ${page}`);
      }
    }
    const listed = Object.entries(QUIRKS).flatMap(([code, pages]) => pages.map((page) => `${code} ${page}`));
    assert.deepEqual([...met].sort(), listed.sort());
  });
});
