import type { Files } from '../../host.ts';
import { isRecord } from '../../text/jsonValues.ts';
import { parseDotenv } from './dotenv.ts';

/** Variables that every environment has, in the files of JetBrains and httpYac. */
export const SHARED = '$shared';

/** Names of the files that have environments, the one that wins first. */
export const ENVIRONMENT_FILES = ['http-client.private.env.json', 'http-client.env.json'] as const;

/** What the environment files for one request file say. */
export interface EnvironmentFiles {
  /** Names of the environments, in the order in which they were met; `$shared` is none. */
  readonly names: readonly string[];
  /**
   * The variables of environments, the one that wins first, shared ones included; without a name, or with
   * unknown ones: these alone.
   */
  variables(...environments: readonly (string | undefined)[]): ReadonlyMap<string, string>;
  /** Names of the environments that have a variable. */
  having(variable: string): readonly string[];
  /** Files that could not be read as what they are. */
  readonly problems: readonly EnvironmentFileProblem[];
}

/** A file that is not what its name says. */
export interface EnvironmentFileProblem {
  readonly path: string;
  /** What is wrong and what to do. */
  readonly message: string;
}

type Environments = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Reads `http-client.env.json` and `http-client.private.env.json` from the folder of the request file and the
 * folders above it, up to the workspace folder. A variable of a nearer folder wins, in one folder the private
 * file's, and in one file the environment's own over a shared one.
 *
 * @param requestFile absolute path with `/`
 * @param workspaceRoots absolute paths with `/`; outside of them only the folder of the request file is read
 */
export async function readEnvironmentFiles(
  files: Files,
  requestFile: string,
  workspaceRoots: readonly string[],
): Promise<EnvironmentFiles> {
  const problems: EnvironmentFileProblem[] = [];
  const layers: Environments[] = [];
  for (const folder of foldersAbove(requestFile, workspaceRoots)) {
    for (const name of ENVIRONMENT_FILES) {
      const path = `${folder}/${name}`;
      const text = await files.read(path);
      if (text !== undefined) layers.push(readEnvironments(path, text, problems));
    }
  }
  const names = new Set(layers.flatMap((layer) => [...layer.keys()]));
  names.delete(SHARED);
  return {
    names: [...names],
    problems,
    variables: (...environments) => merged(layers, environments),
    having: (variable) => [...names].filter((name) => layers.some((layer) => layer.get(name)?.has(variable))),
  };
}

/**
 * The variables of the `.env` files that count for a request file: the one beside it, then those of the
 * folders above, up to the workspace folder.
 */
export async function readDotenvFiles(
  files: Files,
  requestFile: string,
  workspaceRoots: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const variables = new Map<string, string>();
  for (const folder of foldersAbove(requestFile, workspaceRoots)) {
    const text = await files.read(`${folder}/.env`);
    if (text === undefined) continue;
    for (const [name, value] of parseDotenv(text)) {
      if (!variables.has(name)) variables.set(name, value);
    }
  }
  return variables;
}

/** The folder of a file and those above it, nearest first, up to the nearest workspace folder around it. */
export function foldersAbove(file: string, workspaceRoots: readonly string[]): readonly string[] {
  const own = file.slice(0, Math.max(file.lastIndexOf('/'), 0));
  const roots = workspaceRoots.map((root) => root.replace(/\/+$/, ''));
  const around = roots.filter((root) => own === root || own.startsWith(`${root}/`));
  const top = around.reduce<string | undefined>(
    (longest, root) => (longest === undefined || root.length > longest.length ? root : longest),
    undefined,
  );
  const folders = [own];
  if (top === undefined) return folders;
  for (let folder = own; folder.length > top.length; ) {
    folder = folder.slice(0, folder.lastIndexOf('/'));
    folders.push(folder);
  }
  return folders;
}

function merged(
  layers: readonly Environments[],
  environments: readonly (string | undefined)[],
): ReadonlyMap<string, string> {
  const wanted = new Set([...environments.filter((name) => name !== undefined), SHARED]);
  const variables = new Map<string, string>();
  for (const layer of layers) {
    for (const name of wanted) {
      for (const [variable, value] of layer.get(name) ?? []) {
        if (!variables.has(variable)) variables.set(variable, value);
      }
    }
  }
  return variables;
}

function readEnvironments(path: string, text: string, problems: EnvironmentFileProblem[]): Environments {
  const environments = new Map<string, ReadonlyMap<string, string>>();
  const root = parseObject(path, text, problems);
  for (const [name, variables] of Object.entries(root)) {
    if (name === '$schema' && typeof variables === 'string') continue;
    if (isRecord(variables)) {
      environments.set(
        name,
        readVariables(variables, (key) => problems.push({ path, message: tooDeep(key) })),
      );
    } else {
      problems.push({ path, message: `"${name}" should be an object with the variables of an environment.` });
    }
  }
  return environments;
}

function readVariables(
  variables: Readonly<Record<string, unknown>>,
  tooDeep: (name: string) => void,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(variables)) {
    const text = asText(value);
    if (text === undefined) tooDeep(name);
    else texts.set(name, text);
  }
  return texts;
}

function tooDeep(name: string): string {
  return `The value of "${name.slice(0, 80)}" is nested too deep for a variable. Make it a text.`;
}

function parseObject(
  path: string,
  text: string,
  problems: EnvironmentFileProblem[],
): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    if (isRecord(value)) return value;
    problems.push({
      path,
      message: 'The file should be one JSON object with an object for each environment.',
    });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    problems.push({ path, message: `The file is not JSON, so that its variables are not known: ${detail}` });
  }
  return {};
}

/**
 * Strings as they are; numbers, booleans and null as JSON writes them; objects and lists as JSON. Undefined where they
 * are nested so deep that nothing can write them.
 */
function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
