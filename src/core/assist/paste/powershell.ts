import { CMDLET, readCmdlet } from './cmdlet.ts';
import type { PathSteps } from './cmdletPath.ts';
import type { Imported } from './imported.ts';
import { readCommand } from './powershellCommand.ts';
import { PowerShellReader } from './powershellReader.ts';
import { UNKNOWN, type Value } from './powershellValues.ts';

/** Whether a text has a web request of PowerShell near its beginning, lines before it included. */
export function hasPowerShellRequest(text: string): boolean {
  return new RegExp(COMMAND, 'i').test(text.slice(0, 20_000));
}

const PROMPT = '(?:PS [^>\\r\\n]{0,200}>+ ?)?';
const NAME = `(Invoke-(?:MgGraphRequest|GraphRequest|RestMethod|WebRequest)|irm|iwr|${CMDLET})(?=[ \\t\`])`;
const COMMAND = `(?:^|[\\n=(|;{\\]])[ \\t]*${PROMPT}${NAME}`;
/** A statement that is a request, whatever is done with its answer. */
const REQUEST = new RegExp(`(?:(?:\\$\\w+[ \\t]*=|\\[void\\]|\\()[ \\t]*){0,8}${NAME}`, 'iy');
const ASSIGNMENT = /\$(\w+)[ \t]*=\s*/y;
/** Whether and how often what follows runs is not known. */
const CONTROL =
  /(?:if|elseif|else|switch|foreach|for|while|do|until|function|filter|param|trap|return|throw|exit|break)(?![\w-])/iy;
/** A loop over what a variable or a command gives; what stands in it is read once. */
const LOOP = /foreach\s*\(\s*\$(\w+)\s+in\s+[^\r\n{}]{1,300}\)\s*\{/iy;
/** A change that would be lost. */
const CHANGE = /(?<![\w-])(?:New|Update|Set|Remove|Add)-Mg/i;
const HARMLESS = /(?:Write|Out|Connect|Disconnect|Import|Install)-\w+/iy;
/** A script of a person has fewer. */
const MOST_VARIABLES = 1_000;

/**
 * The requests of a script of `Invoke-MgGraphRequest`, `Invoke-RestMethod` or `Invoke-WebRequest`, with values
 * written out where the script has them. Undefined where it has none, or where one is not known for sure: a
 * wrong request is worse than none. Requests that only get a token are left out.
 */
export function readPowerShell(text: string, steps?: PathSteps): readonly Imported[] | undefined {
  const reader = new PowerShellReader(text);
  for (const json of ['null', 'true', 'false']) reader.variables.set(json, { kind: 'plain', json });
  const requests: (Imported | 'signIn')[] = [];
  const loops: string[] = [];
  while (atStatement(reader, loops)) {
    if (reader.variables.size > MOST_VARIABLES) return undefined;
    const found = reader.match(REQUEST);
    if (found) {
      const name = found[1] ?? '';
      const request =
        /-Mg/i.test(name) && !/^Invoke/i.test(name)
          ? readCmdlet(reader, name, steps)
          : readCommand(reader, /Graph/i.test(name));
      if (!request) return undefined;
      requests.push(loops.length === 0 || request === 'signIn' ? request : repeated(request, loops));
      reader.skipTo(/[\r\n;]/);
      const assigned = /^\$(\w+)/.exec(found[0])?.[1];
      if (assigned !== undefined) reader.variables.set(assigned.toLowerCase(), UNKNOWN);
    } else if (!readOther(reader)) return undefined;
  }
  // One in a place that is not understood would be lost.
  const count = [...text.matchAll(new RegExp(COMMAND, 'gi'))].length;
  return requests.length === count ? withoutSignIn(requests) : undefined;
}

/** A request of a loop, with a note of what the script repeats it for. */
function repeated(request: Imported, loops: readonly string[]): Imported {
  const note = `The script sends this for each $${loops.at(-1)}.`;
  return { ...request, note: request.note === undefined ? note : `${request.note} ${note}` };
}

/** The requests that get something else than a token; undefined where there are none. */
function withoutSignIn(requests: readonly (Imported | 'signIn')[]): readonly Imported[] | undefined {
  const kept = requests.filter((each) => each !== 'signIn');
  const [first, ...others] = kept;
  if (!first || kept.length === requests.length) return first && kept;
  return [{ ...first, dropped: ['token', ...first.dropped] }, ...others];
}

/**
 * The first cmdlet of a script that makes or changes an object, such
 * as `Update-MgUser`; undefined where there is none.
 */
export function cmdletIn(text: string): string | undefined {
  return new RegExp(`(?:^|[\\n=(|;{\\]])[ \\t]*${PROMPT}(${CMDLET})(?=[ \\t\`])`, 'i').exec(text)?.[1];
}

/**
 * Goes to the next statement; false where there is none.
 *
 * @param loops the variables of the loops around it
 */
function atStatement(reader: PowerShellReader, loops: string[]): boolean {
  for (;;) {
    const start = reader.at;
    reader.skipBlanks(true);
    const found = reader.match(/(?:[;})]|try\s*\{|PS [^>\r\n]{0,200}>+ ?)/iy)?.[0];
    if (found === '}') loops.pop();
    else if (found?.endsWith('{') && loops.length > 0) loops.push(loops.at(-1) ?? '');
    const [, name] = reader.match(LOOP) ?? [];
    if (name !== undefined) {
      loops.push(name);
      reader.variables.set(name.toLowerCase(), { kind: 'reference', name });
    }
    if (reader.at === start) return reader.at < reader.text.length;
  }
}

/** Reads a statement that is no request; false where a conversion without it would be wrong. */
function readOther(reader: PowerShellReader): boolean {
  if (reader.match(CONTROL)) return false;
  const start = reader.at;
  const assignment = reader.match(ASSIGNMENT);
  const isHarmless = !assignment && reader.match(HARMLESS) !== undefined;
  const value = assignment && reader.expression(/[\r\n;}]/);
  if (!assignment) reader.skipTo(/[\r\n;}]/);
  const statement = reader.text.slice(start, reader.at);
  const isUnderstood = isHarmless || (value !== undefined && value !== UNKNOWN);
  if (!isUnderstood) forgetChanged(reader.variables, statement);
  if (assignment && value) {
    const [, name = ''] = assignment;
    // What a command gives is no part of the script; a table that is not understood would be lost.
    const isElsewhere = value === UNKNOWN && !/[{'"]/.test(statement);
    reader.variables.set(name.toLowerCase(), isElsewhere ? { kind: 'reference', name } : value);
  }
  return isUnderstood || !CHANGE.test(statement);
}

/** Takes away the values that a statement may have changed: those it names, and tables that may hold them. */
function forgetChanged(variables: Map<string, Value>, statement: string): void {
  for (const [, name = ''] of statement.matchAll(/\$\{?(?:\w+:)?(\w+)/g)) {
    const key = name.toLowerCase();
    const value = variables.get(key);
    if (value === undefined || value === UNKNOWN || /^(?:null|true|false)$/.test(key)) continue;
    variables.set(key, UNKNOWN);
    if (value.kind === 'text' || value.kind === 'plain') continue;
    for (const [other, { kind }] of variables) {
      if (kind === 'table' || kind === 'list') variables.set(other, UNKNOWN);
    }
  }
}
