import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { chromiumPath } from './browser.ts';
import { cache } from './paths.ts';
import { standInEditor } from './standIn.ts';

/** The editor that the suites run in. */
export type Editor = {
  /** What to call it in a message. */
  readonly name: string;
  /** What to give to `runTests`. */
  readonly executable: string;
};

const updateHost = 'https://update.code.visualstudio.com/api/releases/stable';
const reachabilityTimeout = 5000;

/**
 * Desktop VS Code where `VSCODE_EXECUTABLE` names one or it can be downloaded; the stand-in editor otherwise, or
 * where `GRAPH_HTTP_EDITOR` is `stand-in`.
 */
export async function chooseEditor(): Promise<Editor> {
  const named = process.env.VSCODE_EXECUTABLE;
  if (named) return { name: `VS Code (${named})`, executable: named };
  if (process.env.GRAPH_HTTP_EDITOR !== 'stand-in') {
    const desktop = await downloadDesktop();
    if (desktop) return { name: 'VS Code (downloaded)', executable: desktop };
  }
  await Promise.all([standInEditor(), chromiumPath()]);
  return { name: 'the stand-in editor', executable: fileURLToPath(new URL('code', import.meta.url)) };
}

async function downloadDesktop(): Promise<string | undefined> {
  try {
    await fetch(updateHost, { method: 'HEAD', signal: AbortSignal.timeout(reachabilityTimeout) });
  } catch {
    console.log(
      `${new URL(updateHost).host} cannot be reached: using the stand-in editor instead of desktop VS Code.`,
    );
    return undefined;
  }
  try {
    return await downloadAndUnzipVSCode({ version: 'stable', cachePath: join(cache, 'desktop') });
  } catch (cause) {
    console.log(`Desktop VS Code could not be downloaded (${cause}): using the stand-in editor instead.`);
    return undefined;
  }
}
