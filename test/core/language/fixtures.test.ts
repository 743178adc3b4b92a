import { test } from 'node:test';
import { matchesGolden } from './golden.ts';

for (const name of ['everything', 'broken']) {
  test(`every run of ${name}.graph.http has the scopes of its golden file`, async () => {
    await matchesGolden(new URL(`./fixtures/${name}.graph.http`, import.meta.url));
  });
}
