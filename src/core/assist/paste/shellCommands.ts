import { isSecretVariable } from '../../request/values/scope.ts';
import { type Imported, type ImportedBody, isJson } from './imported.ts';
import { commandAt, type Shell, shellOf } from './words.ts';

/** Texts with more commands than this are pasted as they are. */
const MOST = 200;

/** Lines of a script that may stand above its first request: comments, variables, and what is printed or asked. */
const PRELUDE =
  /[ \t]*(?:#[^\r\n]*|(?:export[ \t]+)?[A-Za-z_]\w*=[^\r\n]*|set[ \t]+-[^\r\n]*|echo[ \t][^\r\n]*|az[ \t]+(?!rest\b)[a-z][^\r\n]*)?(?:\r?\n|\r)/y;

/** Whether a text begins with a command, blank lines and those of a script aside; the pattern is sticky. */
export function beginsWith(text: string, command: RegExp): boolean {
  for (let at = 0; at < text.length && at < 20_000; ) {
    command.lastIndex = at + matchLength(/[ \t]+/y, text, at);
    if (command.test(text)) return true;
    const line = matchLength(PRELUDE, text, at);
    if (line === 0) return false;
    at += line;
  }
  return false;
}

const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)=(["']?)([^"'`$\s]*)\2[ \t]*(?:#.*)?$/gm;

/** What a script sets its variables to where that is written out, by their names; secrets are left out. */
export function shellVariables(script: string): ReadonlyMap<string, string> {
  const found = [...script.slice(0, 20_000).matchAll(ASSIGNMENT)].flatMap(([, name = '', , value = '']) =>
    isSecretVariable(name) ? [] : [[name, value] as const],
  );
  return new Map(found);
}

/**
 * The requests of all commands of one kind in a text, in their order; other commands and lines are read over.
 * Undefined where there is none, or where one is no request for sure.
 */
export function readCommands(
  text: string,
  command: RegExp,
  read: (words: readonly string[]) => Imported | undefined,
): readonly Imported[] | undefined {
  const shell = shellOf(text.trimStart().replace(/^\$ +/, ''));
  const requests: Imported[] = [];
  let lineStart = true;
  for (let at = 0; at < text.length; ) {
    const blanks = matchLength(/\s+/y, text, at);
    lineStart ||= /[\r\n]/.test(text.slice(at, at + blanks));
    at += blanks + matchLength(/[|;&<>()]+[ \t]*/y, text, at + blanks);
    const prompt = matchLength(command, text, at);
    if (prompt > 0) {
      const start = at + text.slice(at, at + prompt).search(/[a-z]/);
      const request = requestAt(text, shell, start, read);
      if (!request || requests.length === MOST) return undefined;
      requests.push(request);
      at = commandAt(text, shell, start).end;
    } else if (lineStart) at += matchLength(/[^\r\n]+/y, text, at);
    else at = Math.max(commandAt(text, shell, at).end, at + 1);
    lineStart = false;
  }
  return requests.length > 0 ? requests : undefined;
}

function matchLength(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

function requestAt(
  text: string,
  shell: Shell,
  start: number,
  read: (words: readonly string[]) => Imported | undefined,
): Imported | undefined {
  const first = read(commandAt(text, shell, start).words);
  if (shell === 'cmd' || !first || !isNearlyJson(first.body)) return first;
  // `"{""a"": 1}"` and `'{\"a\": 1}'`: one line may be for cmd.exe, or for the program behind PowerShell.
  const others: readonly Shell[] = ['cmd', 'posix'];
  const better = others
    .map((each) => read(commandAt(text, each, start).words))
    .find((each) => hasJson(each?.body));
  if (better) return better;
  const unescaped = first.body?.kind === 'text' ? first.body.text.replaceAll('\\"', '"') : '';
  return isJson(unescaped) ? { ...first, body: { kind: 'text', text: unescaped } } : first;
}

function hasJson(body: ImportedBody | undefined): boolean {
  return body?.kind === 'text' && isJson(body.text);
}

function isNearlyJson(body: ImportedBody | undefined): boolean {
  return body?.kind === 'text' && /^\s*[{[]/.test(body.text) && !isJson(body.text);
}
