import type { MetadataFile } from '../core/csdl/file.ts';
import type { LeftOut } from '../core/csdl/model.ts';
import { UserError } from '../core/errors.ts';
import { loadMetadata } from '../core/metadata/load.ts';
import { countRows, splitLeftOut } from '../core/metadata/report.ts';
import { systemClock } from '../core/send/clock.ts';
import { EXIT } from './exit.ts';
import { print, say } from './host.ts';

/** Options of `graph-http metadata`. */
export interface MetadataOptions {
  /** How much is in it, and what is left out. */
  readonly stats?: boolean;
  /** The names of all types. */
  readonly types?: boolean;
  /** All of it, for programs. */
  readonly json?: boolean;
}

/** Compiles a CSDL document and prints what is in it; gives the exit code. */
export async function metadata(path: string, options: MetadataOptions): Promise<number> {
  let file: MetadataFile;
  try {
    file = await loadMetadata(path, systemClock.now());
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    say(error.message);
    return error.code === 'metadata-invalid' ? EXIT.refused : EXIT.usage;
  }
  print(options.json ? JSON.stringify(asJson(file), null, 2) : asText(file, options));
  return EXIT.done;
}

function asJson(file: MetadataFile): unknown {
  const { counts, leftOut, roots, aliases, namespaces } = file.head;
  const types = file.names().map((name) => ({ name, kind: file.type(name)?.kind }));
  return {
    counts,
    leftOut,
    namespaces,
    aliases,
    roots: roots.map(({ name, kind, type }) => ({ name, kind, type })),
    types,
  };
}

function asText(file: MetadataFile, { stats, types }: MetadataOptions): string {
  const { counts, leftOut } = file.head;
  const { faulty, unused } = splitLeftOut({ leftOut, counts });
  const lines: string[] = [];
  if (stats) {
    lines.push(...countRows(counts).map(([name, count]) => `${String(count).padStart(8)}  ${name}`));
    lines.push(
      '',
      'Wrong with the document:',
      ...(faulty.length > 0 ? faulty.map(leftOutLine) : ['  nothing']),
    );
    lines.push('', 'Not used:', ...(unused.length > 0 ? unused.map(leftOutLine) : ['  nothing']));
  }
  if (types) {
    if (stats) lines.push('');
    for (const name of file.names()) lines.push(`${(file.type(name)?.kind ?? '').padEnd(8)}  ${name}`);
  }
  if (!stats && !types) {
    const kinds = counts.entityTypes + counts.complexTypes + counts.enumTypes + counts.typeDefinitions;
    const wrong = faulty.reduce((sum, { count }) => sum + count, 0);
    lines.push(
      `${kinds} types, ${wrong === 0 ? 'nothing wrong' : `${wrong} ${wrong === 1 ? 'thing' : 'things'} wrong`}. --stats says more, --types lists them.`,
    );
  }
  return lines.join('\n');
}

function leftOutLine({ what, count, line, example }: LeftOut): string {
  return `${String(count).padStart(8)}  ${what} First in line ${line}${example === '' ? '' : `, for ${example}`}.`;
}
