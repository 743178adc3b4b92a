import { checkFile, loadCatalog } from '../core/authoring.ts';
import type { Catalog } from '../core/catalog/resource.ts';
import { typeText } from '../core/catalog/typeText.ts';
import type { Problem } from '../core/check/problem.ts';
import type { Severities } from '../core/check/severity.ts';
import type { Environment } from '../core/environments.ts';
import { parseFile } from '../core/request/parse.ts';
import { LineIndex } from '../core/text/lines.ts';
import { plainLine } from '../core/text/plainLine.ts';
import { catalogsOf, type DocumentOptions } from './documents.ts';
import { chosenEnvironment, type EnvironmentOptions, variableNames } from './environment.ts';
import { EXIT } from './exit.ts';
import { absolutePath, print, readText, say, scopeOf, unreadableReason } from './host.ts';
import { workspaceSchemas } from './schemas.ts';

/** Options of `graph-http check`. */
export interface CheckOptions extends EnvironmentOptions, DocumentOptions {
  readonly format: 'text' | 'json';
  readonly portability: boolean;
  /** Severities of the caller's own. */
  readonly severity: Severities;
}

/** A problem as it is printed: lines and columns count from 1, the end is behind the last character. */
interface PrintedProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly code: string;
  readonly severity: Problem['severity'];
  readonly message: string;
}

/** Prints the problems of files; gives the exit code. */
export async function check(files: readonly string[], options: CheckOptions): Promise<number> {
  const environment = await chosenEnvironment(options);
  const catalog = await loadCatalog(await workspaceSchemas(files), await catalogsOf(options));
  const found: PrintedProblem[] = [];
  let unread = 0;
  for (const file of files) {
    try {
      found.push(...(await problemsOf(file, { catalog, environment, options })));
    } catch (error) {
      unread++;
      say(`${file} cannot be read: ${unreadableReason(error)}`);
    }
  }
  print(options.format === 'json' ? JSON.stringify(found, null, 2) : asText(found));
  if (unread > 0) return EXIT.usage;
  return found.some(({ severity }) => severity === 'error') ? EXIT.refused : EXIT.done;
}

/** What all files are checked with. */
interface CheckSetting {
  readonly catalog: Catalog;
  readonly environment: Environment;
  readonly options: CheckOptions;
}

async function problemsOf(
  file: string,
  { catalog, environment, options }: CheckSetting,
): Promise<readonly PrintedProblem[]> {
  const text = await readText(file);
  if (/^\ufeff?\s*<(?:\?xml|edmx:)/.test(text)) {
    throw new Error('it is XML, not a request file. Metadata is named with --metadata.');
  }
  const head = requestLineOf(file, catalog);
  const tree = parseFile(head + text);
  const lines = new LineIndex(text);
  const checked = await checkFile({
    file: tree,
    catalog,
    scope: await scopeOf(absolutePath(file), variableNames(options)),
    environment,
    portability: options.portability,
    severities: options.severity,
  });
  return checked.flatMap(({ block, problems }) => {
    const start = (tree.starts[block] ?? 0) - head.length;
    const own = problems.filter(({ span }) => start + span.end > 0 || head === '');
    return own.map(({ span, code, severity, message }): PrintedProblem => {
      const from = lines.positionAt(start + span.start);
      const to = lines.positionAt(start + span.end);
      return {
        file,
        line: from.line + 1,
        column: from.character + 1,
        endLine: to.line + 1,
        endColumn: to.character + 1,
        code,
        severity,
        message,
      };
    });
  });
}

/**
 * What stands above a body that is a file of its own (`*.agentIdentity.patch.json`), so that it is checked as
 * the body of a request; nothing for a request file.
 *
 * @throws Error for a JSON file that says of no type in its name.
 */
function requestLineOf(file: string, catalog: Catalog): string {
  if (!file.toLowerCase().endsWith('.json')) return '';
  const type = /\.(\w+)\.patch\.json$/i.exec(file)?.[1]?.toLowerCase();
  const schema = catalog.schemas().find((each) => typeText(each['x-graph'].type).toLowerCase() === type);
  const endpoint = schema?.['x-graph'].endpoints[0];
  if (!endpoint) throw new Error('a body needs its type in its name, as in “name.agentIdentity.patch.json”.');
  const [path = endpoint.pagePath] = endpoint.workingPaths;
  return `${endpoint.method} /${endpoint.workingVersions[0] ?? 'v1.0'}${path}\nContent-Type: application/json\n\n`;
}

/** Characters of a message that a line has at most. */
const LONGEST = 2_000;

/** One line for each problem: what a file says in it moves no cursor of a terminal. */
function asText(found: readonly PrintedProblem[]): string {
  const rows = found.map(
    ({ file, line, column, severity, message, code }) =>
      `${file}:${line}:${column}: ${severity}: ${plainLine(message, LONGEST)} [${code}]\n`,
  );
  const errors = found.filter(({ severity }) => severity === 'error').length;
  const warnings = found.filter(({ severity }) => severity === 'warning').length;
  return `${rows.join('')}${count(errors, 'error')}, ${count(warnings, 'warning')}, ${count(found.length - errors - warnings, 'note')}`;
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
