import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Bench, Contestant } from '../../bench/bench.ts';
import { busyness, report, section } from '../../bench/report.ts';
import { runBench } from '../../bench/runBench.ts';
import { judge, resultTable, targetTable } from '../../bench/table.ts';

/** A contestant that answers with these times, one after the other, in every case. */
function timed(name: string, times: readonly number[], more: Partial<Contestant> = {}): Contestant {
  const calls = new Map<string, number>();
  const measure = async (each: string) => {
    const call = calls.get(each) ?? 0;
    calls.set(each, call + 1);
    return times[call] ?? assert.fail(`${name} is measured too often.`);
  };
  return { name, about: `is ${name}`, measure, ...more };
}

function bench(contestants: readonly Contestant[], more: Partial<Bench> = {}): Bench {
  return {
    id: 'b',
    title: 'B',
    about: 'About.',
    rounds: 3,
    cases: ['one'],
    contestants,
    targets: [],
    ...more,
  };
}

const silent = () => undefined;

describe('a bench', () => {
  test('takes the median of its rounds', async () => {
    const results = await runBench(bench([timed('ours', [9, 1, 2])]), silent);
    assert.deepEqual(results.get('one')?.get('ours'), { kind: 'measured', median: 2, runs: [9, 1, 2] });
  });

  test('lets contestants take turns, another one first each time', async () => {
    const order: string[] = [];
    const noting = (name: string): Contestant => ({
      name,
      about: name,
      measure: async (each) => order.push(`${each}${name}`),
    });
    await runBench(bench([noting('a'), noting('b')], { cases: ['1', '2'], rounds: 2 }), silent);
    assert.deepEqual(order, ['1a', '1b', '2a', '2b', '1b', '1a', '2b', '2a']);
  });

  test('measures slow cases once', async () => {
    const results = await runBench(bench([timed('peer', [7], { slow: ['one'] })]), silent);
    assert.deepEqual(results.get('one')?.get('peer'), { kind: 'measured', median: 7, runs: [7] });
  });

  test('goes on without what fails or cannot be measured', async () => {
    const failing: Contestant = {
      name: 'f',
      about: 'f',
      measure: () => Promise.reject(new Error('no luck\nat x')),
    };
    const absent = timed('a', [], { skips: { one: 'not on npm' } });
    const results = await runBench(bench([failing, absent, timed('ours', [1, 1, 1])]), silent);
    assert.deepEqual(results.get('one')?.get('f'), { kind: 'skipped', reason: 'failed: no luck' });
    assert.deepEqual(results.get('one')?.get('a'), { kind: 'skipped', reason: 'not on npm' });
    assert.equal(results.get('one')?.get('ours')?.kind, 'measured');
  });
});

describe('a table', () => {
  const floor = timed('Floor', [2, 2, 2], { floor: true });
  const ours = timed('Ours', [3, 3, 3]);
  const peer = timed('Peer', [], { skips: { one: 'a|b' } });
  const targets = [
    { case: 'one', contestant: 'Ours', of: 'Floor', atMost: 1.5 },
    { case: 'one', contestant: 'Ours', of: 'Floor', atMost: 1.4 },
    { case: 'one', contestant: 'Ours', atMost: 3 },
    { case: 'one', contestant: 'Ours', atMost: 2.9 },
    { case: 'one', contestant: 'Ours', of: 'Peer', atMost: 1 },
    { case: 'one', contestant: 'Ours', over: 'Floor', atMost: 1 },
    { case: 'one', contestant: 'Ours', over: 'Floor', atMost: 0.9 },
    { case: 'one', contestant: 'Ours', over: 'Peer', atMost: 1 },
  ];
  const whole = bench([floor, ours, peer], { targets });

  test('has the ratio to the floor first', async () => {
    const results = await runBench(whole, silent);
    assert.equal(
      resultTable(whole, results),
      '|  | Floor | Ours | Peer |\n|:---|---:|---:|---:|\n| one | 1× (2 ms) | 1.5× (3 ms) | a\\|b |',
    );
    assert.deepEqual(
      targets.map((target) => judge(target, results)),
      [
        { wanted: 'at most 1.5× Floor', reached: '1.5× Floor', met: 'met' },
        { wanted: 'at most 1.4× Floor', reached: '1.5× Floor', met: 'missed' },
        { wanted: 'at most 3 ms', reached: '3 ms', met: 'met' },
        { wanted: 'at most 2.9 ms', reached: '3 ms', met: 'missed' },
        { wanted: 'at most 1× Peer', reached: '–', met: 'not measured' },
        { wanted: 'at most 1 ms more than Floor', reached: '1 ms more than Floor', met: 'met' },
        { wanted: 'at most 0.9 ms more than Floor', reached: '1 ms more than Floor', met: 'missed' },
        { wanted: 'at most 1 ms more than Peer', reached: '–', met: 'not measured' },
      ],
    );
    const text = section({ bench: whole, results, date: new Date(0), load: 0 });
    assert.match(text, /^## B\n\nAbout\.\n\nMeasured 1970-01-01 .*\n\n- \*\*Floor\*\*: is Floor\.\n/);
    assert.match(text, /\| one \| Ours \| at most 1\.4× Floor \| 1\.5× Floor \| missed \|/);
  });

  test('says what was measured where it is not time', async () => {
    const contestants = [timed('Floor', [2, 2, 2], { floor: true }), timed('Ours', [3, 3, 3])];
    const memory = bench(contestants, { unit: 'MB', targets: targets.slice(2, 3) });
    const results = await runBench(memory, silent);
    assert.match(resultTable(memory, results), /\| 1× \(2 MB\) \| 1\.5× \(3 MB\) \|/);
    assert.match(targetTable(memory, results) ?? '', /at most 3 MB \| 3 MB \| met/);
  });

  test('has times alone where there is no floor, and no targets where there are none', async () => {
    const plain = bench([timed('Ours', [3, 3, 3])]);
    const results = await runBench(plain, silent);
    assert.match(resultTable(plain, results), /\| one \| 3 ms \|$/);
    assert.equal(targetTable(plain, results), undefined);
  });
});

describe('a report', () => {
  test('says when the machine was busy', () => {
    assert.match(busyness(3, 2), /^3 processes wanted 2 processors .*trust the ratios$/);
    assert.doesNotMatch(busyness(0.4, 2), /trust/);
  });

  test('has the day of every bench', async () => {
    const text = report([await measuredAs('First')]);
    assert.match(text, /^# Benchmarks\n/);
    assert.match(text, /\nMeasured 2026-01-02 on .*Node \d+.*; 0\.25 processes wanted/);
    assert.match(text, /\n## First\n/);
    assert(text.endsWith('|\n'));
  });

  test('keeps what was not measured anew', async () => {
    const before = report([await measuredAs('First'), await measuredAs('Second')]);
    assert.equal(report([], before), before);
    const after = report([await measuredAs('First', '2026-02-03')], before);
    assert.deepEqual(
      [...after.matchAll(/^## (.*)|Measured (\S+)/gm)].map(([, title, day]) => title ?? day),
      ['First', '2026-02-03', 'Second', '2026-01-02'],
    );
  });
});

async function measuredAs(title: string, day = '2026-01-02') {
  const one = bench([timed('Ours', [3, 3, 3])], { title });
  return { bench: one, results: await runBench(one, silent), date: new Date(`${day}T03:04:05Z`), load: 0.25 };
}
