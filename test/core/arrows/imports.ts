import { posix } from 'node:path';
import { transformSync } from 'esbuild';

/** When an import is followed: as its module loads, when its expression runs, or by the compiler only. */
export type ImportKind = 'value' | 'lazy' | 'type';

/** One import of a module. */
export interface Import {
  readonly kind: ImportKind;
  /** Relative ones as a path from the repository's root, others as written. */
  readonly target: string;
}

/** The source text of modules, by path from the repository's root. */
export type Sources = ReadonlyMap<string, string>;

/** Stands for a specifier that is computed: no table can allow it. */
export const COMPUTED = '(computed)';

const STATEMENT =
  /^[ \t]*(?:import|export)\b(?<type>[ \t]+type\b(?![ \t]*(?:,|from\b)))?(?:[^;'"`]*?\bfrom)?[ \t]*(?<quote>['"])(?<target>[^'"]+)\k<quote>/gm;
const EXPRESSION =
  /(?<typeof>\btypeof\s+)?\bimport\s*\(\s*(?:(?<quote>['"`])(?<target>[^'"`$]*)\k<quote>)?(?<type>\s*\)\s*\.\s*[A-Z])?/g;
const REQUIRE = /\b(?:require|createRequire|getBuiltinModule)\s*\(/;

/** Every import of a module: statements, re-exports, `import(…)` as an expression and as a type. */
export function importsOf(path: string, source: string): readonly Import[] {
  const code = source.replace(/^[ \t]*(?:\/\/|\/\*|\*).*$/gm, '');
  const resolve = (target: string | undefined): string =>
    target?.startsWith('.') ? posix.join(posix.dirname(path), target) : (target ?? COMPUTED);
  const statements = [...code.matchAll(STATEMENT)].map(({ groups }): Import => {
    return { kind: groups?.type === undefined ? 'value' : 'type', target: resolve(groups?.target) };
  });
  const expressions = [...code.matchAll(EXPRESSION)].map(({ groups }): Import => {
    const type = groups?.typeof !== undefined || groups?.type !== undefined;
    return { kind: type ? 'type' : 'lazy', target: resolve(groups?.target) };
  });
  const required: Import[] = REQUIRE.test(code) ? [{ kind: 'value', target: COMPUTED }] : [];
  return [...statements, ...expressions, ...required];
}

const MARK = 'NODE_GLOBAL_';
const NODE_GLOBALS = [
  'process',
  'Buffer',
  'global',
  '__dirname',
  '__filename',
  'setImmediate',
  'clearImmediate',
];

/** Globals of Node.js that a module uses at run time; names that the module declares itself do not count. */
export function nodeGlobalsOf(source: string): readonly string[] {
  const define = Object.fromEntries(
    NODE_GLOBALS.flatMap((name) => [
      [name, `${MARK}${name}`],
      [`globalThis.${name}`, `${MARK}${name}`],
    ]),
  );
  const { code } = transformSync(source, { loader: 'ts', define });
  return NODE_GLOBALS.filter((name) => new RegExp(`\\b${MARK}${name}\\b`).test(code));
}
