import { promptsOf, requestName } from '../request/names.ts';
import type { Block, FileVariable, Metadata, RequestBlock, RequestFile } from '../request/tree.ts';
import { fileUsage } from '../request/usage.ts';
import { type DefinedVariable, fileVariables } from '../request/values/fileVariables.ts';
import type { Scope } from '../request/values/scope.ts';
import { lineBreakOf, nextLine, removeLines } from './lines.ts';
import type { Fix, Problem } from './problem.ts';
import { at, fix, fixAll, problem, short } from './report.ts';

/** So many variables are followed to see what a question is used by; beyond, it counts as used. */
const MOST_FOLLOWED = 1000;

/** What is wrong with the names that a block gives: to variables, to questions, to itself. */
export function checkNames(block: Block, file: RequestFile, scope: Scope): Problem[] {
  return [
    ...block.variables.flatMap((variable) => checkVariable(block, variable, file, scope) ?? []),
    ...checkPortableNames(block, file),
    ...(block.kind === 'request'
      ? [...checkPrompts(block, file, scope), ...checkRequestName(block, file)]
      : []),
  ];
}

/** What stands between the double braces of a text. */
export function innerOf(text: string): readonly string[] {
  return [...text.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, inner = '']) => inner.trim());
}

function remove(title: string, block: Block, lines: FileVariable | Metadata): readonly Fix[] {
  return fixAll(title, [removeLines(block.text, lines)], false);
}

function checkVariable(
  block: Block,
  variable: FileVariable,
  file: RequestFile,
  scope: Scope,
): Problem | undefined {
  const name = variable.name.text;
  const { redefined, unused } = fileUsage(file);
  const counts = redefined.get(name);
  if (counts !== undefined && counts.variable !== variable) {
    return overridden(block, variable, counts, file.blocks[counts.block] === block);
  }
  if (!unused.has(name) || usedByEnvironment(scope.environment).has(name)) return undefined;
  return problem(
    'variable-unused',
    variable.name,
    `Nothing in this file uses @${short(name)}. Write {{${short(name)}}} where it belongs, or remove it.`,
    { tag: 'unnecessary', fixes: remove(`Remove @${short(name)}`, block, variable) },
  );
}

function overridden(block: Block, variable: FileVariable, counts: DefinedVariable, here: boolean): Problem {
  const name = short(variable.name.text);
  return problem(
    'variable-redefined',
    variable.name,
    `@${name} is defined again further down, and that value counts in the whole file. Remove this one, or give it another name.`,
    {
      tag: 'unnecessary',
      fixes: remove(`Remove this @${name}`, block, variable),
      related: here ? [{ span: counts.variable.name, message: `This value of @${name} counts.` }] : [],
    },
  );
}

/** A name that is one in JavaScript too, as which httpYac reads it. */
const PLAIN_NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** What httpYac does otherwise with variables: their names are JavaScript, those of a request are its own. */
function checkPortableNames(block: Block, file: RequestFile): Problem[] {
  const { shared } = fileUsage(file);
  const odd = block.variables.filter(({ name }) => !PLAIN_NAME.test(name.text));
  const first =
    block.kind === 'request' ? block.variables.find(({ name }) => shared.has(name.text)) : undefined;
  return [
    ...odd.map(({ name }) => {
      const message = `httpYac reads {{${short(name.text)}}} as a calculation. Letters, digits and _ are safe in a name that starts with a letter.`;
      return problem('variable-name-unsafe', name, message);
    }),
    ...(first === undefined ? [] : [sharedVariable(block, first)]),
  ];
}

function sharedVariable(block: Block, { name }: FileVariable): Problem {
  const last = block.variables.at(-1)?.end ?? 0;
  const apart = block.separator === undefined && block.metadata.every(({ start }) => start > last);
  const line = `###${lineBreakOf(block.text)}`;
  return problem(
    'variable-scope',
    name,
    `Another request uses @${short(name.text)}; in httpYac only this one can. Put a line with ### below the variables that several requests share.`,
    { fixes: apart ? fix('Insert ### below the variables', at(nextLine(block.text, last)), line) : [] },
  );
}

const environmentUse = new WeakMap<Scope['environment'], ReadonlySet<string>>();

/** The names that the values of environment variables refer to. */
function usedByEnvironment(environment: Scope['environment']): ReadonlySet<string> {
  let used = environmentUse.get(environment);
  if (used === undefined) {
    used = new Set([...environment.values()].flatMap(innerOf));
    environmentUse.set(environment, used);
  }
  return used;
}

/** Questions whose answers go nowhere. */
function checkPrompts(block: RequestBlock, file: RequestFile, scope: Scope): Problem[] {
  const asked = promptsOf(block);
  if (asked.length === 0 || block.body?.file?.resolve === true) return [];
  const used = namesUsedBy(block, file, scope);
  if (used === undefined) return [];
  const unused = new Set(asked.map(({ name }) => name).filter((name) => !used.has(name)));
  return block.metadata.flatMap((line) => {
    if (line.name.text !== 'prompt' || line.value === undefined) return [];
    const [name = ''] = /^\S+/.exec(line.value.text) ?? [];
    if (!unused.has(name)) return [];
    const span = { start: line.value.start, end: line.value.start + name.length };
    const message = `This request asks for ${short(name)}, but does not use it. Write {{${short(name)}}} where the answer belongs, or remove the question.`;
    const fixes = remove('Remove the question', block, line);
    return [problem('prompt-unused', span, message, { tag: 'unnecessary', fixes })];
  });
}

/** Every name that a request refers to, also through variables; undefined where those are too many. */
function namesUsedBy(block: RequestBlock, file: RequestFile, scope: Scope): ReadonlySet<string> | undefined {
  const used = new Set(block.requestLine.url.placeholders.map(({ name }) => name));
  for (const { place, expression } of block.references) if (place !== 'variable') used.add(expression.text);
  let followed = 0;
  for (const name of used) {
    const text = fileVariables(file).get(name)?.variable.value.text ?? scope.environment.get(name);
    if (text === undefined || !text.includes('{{')) continue;
    if (++followed > MOST_FOLLOWED) return undefined;
    for (const inner of innerOf(text)) used.add(inner);
  }
  return used;
}

/** A name that two requests have, or a second name of one request. */
function checkRequestName(block: RequestBlock, file: RequestFile): Problem[] {
  const [first, ...others] = block.metadata.filter(
    ({ name, value }) => name.text === 'name' && value !== undefined,
  );
  const name = requestName(block);
  if (first?.value === undefined || name === undefined) return [];
  const second = others.map((line) =>
    problem(
      'name-duplicate',
      line.value ?? line,
      `This request is already named ${short(name)}; this name does not count. Remove it.`,
      {
        fixes: fixAll('Remove the line', [removeLines(block.text, line)]),
        related: [{ span: first, message: 'This name counts.' }],
      },
    ),
  );
  const { requests, sharedNames } = fileUsage(file);
  if (!sharedNames.has(name) || file.blocks[requests.get(name) ?? -1] === block) return second;
  const message = `Another request above is named ${short(name)} too: {{${short(name)}.response…}} takes the answer of whichever was sent last. Give this one another name.`;
  return [problem('name-duplicate', first.value, message), ...second];
}
