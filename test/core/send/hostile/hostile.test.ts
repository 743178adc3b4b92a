import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { suite, test } from 'node:test';
import { GROUPS } from './attacks.ts';
import { countAttacks, countLines } from './count.ts';
import { carryOut } from './ground.ts';

/** Nothing may hang; how long it takes says nothing, the machine may be busy. */
const timeout = 60_000;

for (const { name, attacks } of GROUPS) {
  suite(name, { concurrency: 4 }, () => {
    for (const attack of attacks) test(attack.name, { timeout }, (t) => carryOut(t, attack));
  });
}

test('attacks are at least 200, and no two of them the same', (t) => {
  for (const line of countLines()) t.diagnostic(line);
  assert.ok(countAttacks() >= 200);
  for (const { name, attacks } of GROUPS) {
    const names = attacks.map((attack) => attack.name);
    assert.equal(new Set(names).size, names.length, `a name stands twice in “${name}”`);
  }
});

test('the README says how many there are', async () => {
  const readme = await readFile(new URL('../../../../README.md', import.meta.url), 'utf8');
  assert.equal(/^- (\d+) attacks by hostile/m.exec(readme)?.[1], String(countAttacks()));
});
