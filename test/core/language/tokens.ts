import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import oniguruma from 'vscode-oniguruma';
import type { IGrammar } from 'vscode-textmate';
import textmate from 'vscode-textmate';

const require = createRequire(import.meta.url);

/** The grammar files by scope name; JSON has a small stand-in, so that no editor is needed. */
const GRAMMARS = new Map([
  ['source.graph-http', new URL('../../../media/language/graph-http.tmLanguage.json', import.meta.url)],
  ['source.json', new URL('./fixtures/json.tmLanguage.json', import.meta.url)],
]);

/** A run of characters that has the same scopes, outermost first, without the root scope. */
export interface ScopedRun {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly scopes: readonly string[];
}

let loading: Promise<IGrammar> | undefined;

/** The grammar, compiled once. */
export function grammar(): Promise<IGrammar> {
  loading ??= load();
  return loading;
}

async function load(): Promise<IGrammar> {
  await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scopeName) => {
      const file = GRAMMARS.get(scopeName);
      return file ? textmate.parseRawGrammar(readFileSync(file, 'utf8'), file.pathname) : null;
    },
  });
  const loaded = await registry.loadGrammar('source.graph-http');
  assert(loaded, 'The grammar could not be loaded.');
  return loaded;
}

/** Every run of a text. */
export async function tokenize(text: string): Promise<readonly ScopedRun[]> {
  const { tokenizeLine } = await bound();
  const runs: ScopedRun[] = [];
  let stack = textmate.INITIAL;
  for (const [line, content] of text.split(/\r\n|\r|\n/).entries()) {
    const result = tokenizeLine(content, stack);
    assert(!result.stoppedEarly, `Line ${line + 1} was given up.`);
    for (const { startIndex, endIndex, scopes } of result.tokens) {
      const end = Math.min(endIndex, content.length);
      if (startIndex >= end) continue;
      runs.push({
        line,
        start: startIndex,
        end,
        text: content.slice(startIndex, end),
        scopes: scopes.slice(1),
      });
    }
    stack = result.ruleStack;
  }
  return runs;
}

async function bound(): Promise<Pick<IGrammar, 'tokenizeLine'>> {
  const loaded = await grammar();
  return { tokenizeLine: (line, stack) => loaded.tokenizeLine(line, stack) };
}

/** The scopes of the character behind `|`. */
export async function scopesAt(marked: string): Promise<readonly string[]> {
  const at = marked.indexOf('|');
  assert(at >= 0 && marked.indexOf('|', at + 1) < 0, 'Mark one place with |.');
  const before = marked.slice(0, at).split('\n');
  const line = before.length - 1;
  const character = before[line]?.length ?? 0;
  const runs = await tokenize(marked.replace('|', ''));
  const run = runs.find((each) => each.line === line && each.start <= character && character < each.end);
  assert(run, `There is no character behind the | in ${JSON.stringify(marked)}.`);
  return run.scopes;
}

/** Asserts that the character behind `|` has every one of the scopes. A scope may be given by its first parts. */
export async function scopes(marked: string, ...expected: readonly string[]): Promise<void> {
  const found = await scopesAt(marked);
  for (const scope of expected) {
    assert(
      found.some((each) => isWithin(each, scope)),
      `${scope} is not among ${found.join(' ') || 'no scopes'}.`,
    );
  }
}

/** Asserts that the character behind `|` has none of the scopes. */
export async function lacks(marked: string, ...refused: readonly string[]): Promise<void> {
  const found = await scopesAt(marked);
  for (const scope of refused) {
    assert(!found.some((each) => isWithin(each, scope)), `${scope} is among ${found.join(' ')}.`);
  }
}

/** Whether `scope` is `selector`, or one of its kinds: `string.quoted` is within `string`. */
export function isWithin(scope: string, selector: string): boolean {
  return scope === selector || scope.startsWith(`${selector}.`);
}
