import { basename } from 'node:path';
import type { Catalog } from '../../../src/core/catalog/resource.ts';
import { resolveUrl } from '../../../src/core/check/url/subject.ts';
import { splitUrl } from '../../../src/core/request/url.ts';
import { problemsOf } from './vocabulary.ts';

/** A request as a documentation page prints it. */
export interface Documented {
  readonly page: string;
  readonly version: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Codes, each with the reason why a careful reader finds it there too. */
type Reasons = Readonly<Record<string, string>>;

/** What was judged by hand, in our own words; nothing of the pages but their names. */
export interface Judged {
  /** What has nothing to do with a mistake of a page, but with a request that is not ready to be sent. */
  readonly unfinished: Reasons;
  /** Requests to the resources of the catalog, all of them: exactly these problems. */
  readonly ours: Readonly<Record<string, Reasons>>;
  /** Every other request: these problems, which its page really has. */
  readonly quirks: Readonly<Record<string, Reasons>>;
}

/** The request as it would be pasted. */
export function textOf({ page, url, headers, body }: Documented): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`);
  return `### ${page}\nPATCH ${url}\n${lines.join('')}${body ? `\n${body}\n` : ''}`;
}

/**
 * What the checker finds in the requests today, with the reasons that were given before; an empty reason where
 * nobody has given one yet.
 */
export async function judge(
  documented: readonly Documented[],
  catalog: Catalog,
  before: Judged,
): Promise<Judged> {
  const ours: Record<string, Reasons> = {};
  const quirks: Record<string, Reasons> = {};
  const met = new Set<string>();
  const counted = new Map<string, number>();
  for (const each of documented) {
    const page = `${each.version} ${basename(each.page)}`;
    const number = (counted.get(page) ?? 0) + 1;
    counted.set(page, number);
    const name = number === 1 ? page : `${page}, request ${number}`;
    const problems = await problemsOf(textOf(each), { schemas: [] });
    if (resolveUrl(catalog, splitUrl(each.url))?.found === true) {
      ours[name] = withReasons(problems, before.ours[name]);
      continue;
    }
    for (const { code } of problems) if (Object.hasOwn(before.unfinished, code)) met.add(code);
    const others = problems.filter(({ code }) => !Object.hasOwn(before.unfinished, code));
    if (others.length > 0) quirks[name] = withReasons(others, before.quirks[name]);
  }
  const unfinished = Object.entries(before.unfinished).filter(([code]) => met.has(code));
  return { unfinished: Object.fromEntries(unfinished), ours, quirks };
}

function withReasons(problems: readonly { readonly code: string }[], before: Reasons = {}): Reasons {
  const codes = [...new Set(problems.map(({ code }) => code))].sort();
  return Object.fromEntries(codes.map((code) => [code, before[code] ?? '']));
}

/** Where nobody has said why a careful reader agrees: `page: code`. */
export function unexplained({ unfinished, ours, quirks }: Judged): readonly string[] {
  const groups = { unfinished, ...ours, ...quirks };
  return Object.entries(groups).flatMap(([name, reasons]) =>
    Object.entries(reasons).flatMap(([code, reason]) => (reason.trim() === '' ? [`${name}: ${code}`] : [])),
  );
}
