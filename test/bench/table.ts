import { formatNumber, formatRatio } from './arithmetic.ts';
import type { Bench, Cell, Results, Target } from './bench.ts';

/** The results of a bench as a Markdown table: a ratio to the floor first, what was measured in brackets. */
export function resultTable(bench: Bench, results: Results): string {
  const names = bench.contestants.map(({ name }) => name);
  const rows = bench.cases.map((each) => [
    each,
    ...names.map((name) => cellText(bench, results, each, name)),
  ]);
  return table(['', ...names], rows);
}

/** The targets of a bench and whether each was met, as a Markdown table; undefined where it has none. */
export function targetTable(bench: Bench, results: Results): string | undefined {
  if (bench.targets.length === 0) return undefined;
  const rows = bench.targets.map((target) => {
    const { wanted, reached, met } = judge(target, results, unitOf(bench));
    return [target.case, target.contestant, wanted, reached, met];
  });
  return table(['', 'Contestant', 'Target', 'Reached', ''], rows);
}

/** What a target asks for, what was reached, and the verdict, each for a person. */
export function judge(
  target: Target,
  results: Results,
  unitName = 'ms',
): { readonly wanted: string; readonly reached: string; readonly met: 'met' | 'missed' | 'not measured' } {
  const own = resultOf(results, target.case, target.contestant);
  const unit = target.of === undefined ? 1 : resultOf(results, target.case, target.of);
  const less = target.over === undefined ? 0 : resultOf(results, target.case, target.over);
  const more = target.over === undefined ? '' : ` more than ${target.over}`;
  const format = (value: number) =>
    target.of === undefined
      ? `${formatNumber(value)} ${unitName}${more}`
      : `${formatRatio(value)} ${target.of}`;
  const wanted = `at most ${format(target.atMost)}`;
  if (own === undefined || unit === undefined || less === undefined)
    return { wanted, reached: '–', met: 'not measured' };
  const value = (own - less) / unit;
  return { wanted, reached: format(value), met: value <= target.atMost ? 'met' : 'missed' };
}

function unitOf({ unit }: Bench): string {
  return unit ?? 'ms';
}

function cellText(bench: Bench, results: Results, name: string, contestant: string): string {
  const cell: Cell | undefined = results.get(name)?.get(contestant);
  if (cell === undefined) return '–';
  if (cell.kind === 'skipped') return cell.reason;
  const floor = bench.contestants.find((each) => each.floor);
  const unit = floor && resultOf(results, name, floor.name);
  const time = `${formatNumber(cell.median)} ${unitOf(bench)}`;
  return unit === undefined ? time : `${formatRatio(cell.median / unit)} (${time})`;
}

function resultOf(results: Results, name: string, contestant: string): number | undefined {
  const cell = results.get(name)?.get(contestant);
  return cell?.kind === 'measured' ? cell.median : undefined;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = `|${head.map((_, index) => (index === 0 ? ':---' : '---:')).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
