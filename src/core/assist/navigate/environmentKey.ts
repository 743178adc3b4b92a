import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { Files } from '../../host.ts';
import { ENVIRONMENT_FILES, foldersAbove, SHARED } from '../../request/values/environmentFiles.ts';
import type { Span } from '../../text/span.ts';
import { isTooDeep } from '../bodyTree.ts';

/** Where an environment file gives a variable its value. */
export interface EnvironmentKey {
  /** Absolute, with `/`. */
  readonly path: string;
  /** The name of the variable without its quotes, in the text of the file. */
  readonly span: Span;
  readonly text: string;
}

/**
 * Finds the place in `http-client.env.json` and its private companion that a variable's value comes from, in
 * the order of `readEnvironmentFiles`.
 *
 * @param requestFile absolute path with `/`
 * @param environments their names, the one that wins first; they win over shared variables of the same file
 */
export async function findEnvironmentKey(
  files: Files,
  requestFile: string,
  workspaceRoots: readonly string[],
  environments: readonly string[],
  name: string,
): Promise<EnvironmentKey | undefined> {
  for (const folder of foldersAbove(requestFile, workspaceRoots)) {
    for (const fileName of ENVIRONMENT_FILES) {
      const path = `${folder}/${fileName}`;
      const text = await files.read(path);
      const span =
        text === undefined || isTooDeep(text) ? undefined : keySpan(text, [...environments, SHARED], name);
      if (text !== undefined && span) return { path, span, text };
    }
  }
  return undefined;
}

function keySpan(text: string, environments: readonly string[], name: string): Span | undefined {
  const root = parseTree(text);
  for (const environment of root ? environments : []) {
    const key = root && findNodeAtLocation(root, [environment, name])?.parent?.children?.[0];
    if (key) return { start: key.offset + 1, end: key.offset + key.length - 1 };
  }
  return undefined;
}
