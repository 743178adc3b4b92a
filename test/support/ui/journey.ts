import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../host/paths.ts';
import { openWindow, type Window, type WindowOptions } from './window.ts';

/** How long a whole journey may take, in milliseconds. */
const timeout = 240_000;

export type JourneyOptions = Omit<Partial<WindowOptions>, 'workspace'> & {
  /** Files of the workspace: path in it to text. */
  readonly files?: Readonly<Record<string, string>>;
  /** A folder whose copy the workspace starts from. */
  readonly from?: string;
};

/** What a journey gets: the window, and the folder that it has open. */
export type Travel = Window & { readonly workspace: string };

/**
 * Declares a test that plays a person's journey in the real workbench, with the extension of this repository and a
 * workspace of its own. When it fails, a picture and the logs are kept and their paths printed.
 */
export function journey(
  name: string,
  title: string,
  options: JourneyOptions,
  body: (travel: Travel) => Promise<void>,
): void {
  test(title, { timeout }, async (context) => {
    const workspace = await makeWorkspace(options);
    let window: Window | undefined;
    try {
      window = await openWindow({ extension: root, journey: name, ...options, workspace });
      await body({ ...window, workspace });
    } catch (cause) {
      if (window) {
        context.diagnostic(`picture: ${await window.shot('failure')}`);
        context.diagnostic(`logs: ${await window.keepLogs()}`);
      }
      throw cause;
    } finally {
      await window?.close();
      await rm(dirname(workspace), { recursive: true, force: true, maxRetries: 5 });
    }
  });
}

async function makeWorkspace({ from, files = {} }: JourneyOptions): Promise<string> {
  const workspace = join(await mkdtemp(join(tmpdir(), 'graph-http-workspace-')), 'requests');
  await mkdir(workspace);
  if (from) await cp(from, workspace, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(workspace, path)), { recursive: true });
    await writeFile(join(workspace, path), text);
  }
  return workspace;
}
