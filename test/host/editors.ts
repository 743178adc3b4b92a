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

const updates = new URL('https://update.code.visualstudio.com/api/releases/stable');
const reachabilityTimeout = 5000;

/**
 * Desktop VS Code where `VSCODE_EXECUTABLE` names one or it can be downloaded and shown; the stand-in editor
 * otherwise, or where `GRAPH_HTTP_EDITOR` is `stand-in`.
 */
export async function chooseEditor(): Promise<Editor> {
  const obstacle = await obstacleToDesktop();
  const named = process.env.VSCODE_EXECUTABLE;
  if (!obstacle && named) return { name: `VS Code (${named})`, executable: named };
  const executable = obstacle ? undefined : await downloadDesktop();
  if (executable) return { name: 'VS Code (downloaded)', executable };
  if (obstacle) console.log(`${obstacle}: using the stand-in editor instead of desktop VS Code.`);
  await Promise.all([standInEditor(), chromiumPath()]);
  return { name: 'the stand-in editor', executable: fileURLToPath(new URL('code', import.meta.url)) };
}

/** Why desktop VS Code cannot be used, as the start of a sentence. */
async function obstacleToDesktop(): Promise<string | undefined> {
  const { env } = process;
  if (env.GRAPH_HTTP_EDITOR === 'stand-in') return 'GRAPH_HTTP_EDITOR asks for it';
  if (env.VSCODE_EXECUTABLE) return undefined;
  if (process.platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return 'There is no display';
  // The download goes through a proxy that this request would not use.
  if (env.HTTPS_PROXY || env.https_proxy) return undefined;
  return fetch(updates, { method: 'HEAD', signal: AbortSignal.timeout(reachabilityTimeout) }).then(
    () => undefined,
    () => `${updates.host} cannot be reached`,
  );
}

async function downloadDesktop(): Promise<string | undefined> {
  try {
    return await downloadAndUnzipVSCode({ version: 'stable', cachePath: join(cache, 'desktop') });
  } catch (cause) {
    console.log(`Desktop VS Code could not be downloaded (${cause}): using the stand-in editor instead.`);
    return undefined;
  }
}
