import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, it } from 'node:test';
import { metadataCatalog } from '../../../src/core/catalog/metadata/catalog.ts';
import { resolveUrl } from '../../../src/core/check/url/subject.ts';
import { splitUrl } from '../../../src/core/request/url.ts';
import { compiled } from '../catalog/metadata/fleet.ts';
import { type Documented, type Judged, textOf } from './documented.ts';
import { problemsOf } from './vocabulary.ts';

const shared = `${import.meta.dirname}/../../../../shared/data`;
const skip = existsSync(`${shared}/graph-v1.0.csdl`)
  ? false
  : 'the documented requests and the metadata are not beside the repository';
const golden = `${import.meta.dirname}/documentedMetadata.judged.json`;
const { unfinished }: Judged = JSON.parse(
  readFileSync(`${import.meta.dirname}/documented.judged.json`, 'utf8'),
);

/** Errors and warnings by page and request, each with the reason why it is the page's or the metadata's fault. */
type Alarms = Readonly<Record<string, Readonly<Record<string, string>>>>;

describe('documented requests, checked by the metadata', { skip }, () => {
  const documented: readonly Documented[] = skip
    ? []
    : readFileSync(`${shared}/documented-patches.jsonl`, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
        .filter(({ url }) => /\.com\/v?1\.0\//.test(url));
  const catalog = skip
    ? undefined
    : metadataCatalog({ version: 'v1.0', file: compiled(readFileSync(`${shared}/graph-v1.0.csdl`, 'utf8')) });

  it('have a path that is known, all of them', () => {
    assert.ok(catalog);
    const missed = documented.filter(({ url }) => {
      const answer = resolveUrl(catalog, splitUrl(url.replace('/1.0/', '/v1.0/')));
      return answer === undefined || !(answer.found || answer.miss.leadsTo);
    });
    assert.deepEqual(
      missed.map(({ url }) => url),
      [],
    );
  });

  it('get no alarm that is ours: each has a reason', async () => {
    assert.ok(catalog);
    const before: Alarms = existsSync(golden) ? JSON.parse(readFileSync(golden, 'utf8')) : {};
    const found: Record<string, Record<string, string>> = {};
    const counted = new Map<string, number>();
    for (const each of documented) {
      const page = basename(each.page);
      const number = (counted.get(page) ?? 0) + 1;
      counted.set(page, number);
      const name = number === 1 ? page : `${page}, request ${number}`;
      const problems = await problemsOf(textOf(each), { schemas: [], catalogs: [catalog] });
      for (const { code, severity } of problems) {
        if ((severity !== 'error' && severity !== 'warning') || Object.hasOwn(unfinished, code)) continue;
        found[name] = { ...found[name], [code]: before[name]?.[code] ?? '' };
      }
    }
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, `${JSON.stringify(found, null, 2)}\n`);
    assert.ok(existsSync(golden), `${golden} is missing.`);
    const open = Object.entries(found).flatMap(([name, codes]) =>
      Object.entries(codes).flatMap(([code, reason]) => (reason === '' ? [`${name}: ${code}`] : [])),
    );
    assert.deepEqual(open, [], 'Look at these requests, and write down whose fault it is.');
    assert.deepEqual(found, before);
  });
});
