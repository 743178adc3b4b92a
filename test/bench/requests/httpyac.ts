import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Run } from '../child.ts';
import { textOf } from './files.ts';

interface HttpYac {
  readonly cli: { initIOProvider(): Promise<void> };
  readonly store: {
    readonly HttpFileStore: new () => {
      parse(
        file: string,
        text: string,
        options: { config?: unknown },
      ): Promise<{ httpRegions: readonly unknown[] }>;
    };
  };
}

/** The peer's folder comes from the environment: it is loaded from the cache, not bundled. */
export async function contestant(name: string): Promise<Run> {
  const folder = process.env.GRAPH_HTTP_PEER ?? '';
  const httpYac: HttpYac = createRequire(join(folder, 'package.json'))('httpyac');
  await httpYac.cli.initIOProvider();
  const text = textOf(name);
  const requests = text.split('\n### ').length - 1;
  const store = new httpYac.store.HttpFileStore();
  const file = join(folder, 'requests.http');
  return async () => {
    const parsed = await store.parse(file, text, { config: {} });
    if (parsed.httpRegions.length < requests) throw new Error('httpYac did not find every request.');
    return parsed;
  };
}
