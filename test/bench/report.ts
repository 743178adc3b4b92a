import { cpus, totalmem, type } from 'node:os';
import { formatNumber } from './arithmetic.ts';
import type { Bench, Results } from './bench.ts';
import { resultTable, targetTable } from './table.ts';

/** A bench with what came of it. */
export interface Measured {
  readonly bench: Bench;
  readonly results: Results;
  readonly date: Date;
  /** As `busyness` takes it. */
  readonly load: number;
}

/** The machine that measured, for a person. */
export function machine(): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${type()} ${process.arch}, ${cpus().length} × ${first?.model.trim() ?? 'unknown processor'}, ${memory} GB, Node ${process.versions.node}`;
}

/**
 * How busy the machine was, for a person.
 *
 * @param load processes that ran or waited to run, on average over the last minute, without the bench's own
 */
export function busyness(load: number, processors: number): string {
  const waiting = `${formatNumber(load)} processes wanted ${processors} processors before it began`;
  return load > processors / 2 ? `${waiting}: times are too long, trust the ratios` : waiting;
}

/** What the report begins with. */
const HEAD = `# Benchmarks

Written by \`npm run bench\`; edit the benches, not this file. \`npm run bench -- requests\` measures that one anew.

- Each number is a median over several rounds; the contestants take turns, each in a fresh process.
- A cell is the ratio to the floor, then what was measured: milliseconds, or megabytes where it says so. Times drift with
  the machine and what else it does; ratios of one run hold.
- The floor is the least that any program has to do with the same input.
- A bench never fails for slowness. A missed target is a task.
`;

/**
 * The whole report as Markdown.
 *
 * @param before the report so far: its parts stay, except those that were measured anew
 */
export function report(measured: readonly Measured[], before = ''): string {
  const parts = new Map(
    before
      .split(/\n(?=## )/)
      .slice(1)
      .map((part) => [titleOf(part), part.trimEnd()]),
  );
  for (const each of measured) parts.set(each.bench.title, section(each));
  return `${[HEAD.trimEnd(), ...parts.values()].join('\n\n')}\n`;
}

function titleOf(part: string): string {
  return part.split('\n', 1)[0]?.slice('## '.length) ?? '';
}

/** One bench as Markdown: what it measures, when it was, who takes part, the table, the targets. */
export function section({ bench, results, date, load }: Measured): string {
  const parts = [
    `## ${bench.title}`,
    bench.about,
    `Measured ${date.toISOString().slice(0, 10)} on ${machine()}; ${busyness(load, cpus().length)}.`,
    bench.contestants.map(({ name, about }) => `- **${name}**: ${about}.`).join('\n'),
    resultTable(bench, results),
  ];
  const targets = targetTable(bench, results);
  if (targets !== undefined) parts.push(targets);
  return parts.join('\n\n');
}
