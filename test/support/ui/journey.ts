import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { root } from '../../host/paths.ts';
import { openWindow, type Window, type WindowOptions } from './window.ts';

/** How often a journey is played until it has failed. */
const plays = 3;

/** How long all of its plays may take, in milliseconds. */
const timeout = 480_000;

export type JourneyOptions = Omit<Partial<WindowOptions>, 'workspace'> & {
  /** Files of the workspace: path in it to text. */
  readonly files?: Readonly<Record<string, string>>;
  /** Whether the workspace is open as a folder; otherwise the window has none. */
  readonly folder?: boolean;
  /** A folder whose copy the workspace starts from. */
  readonly from?: string;
};

/** What a journey gets: the window, and the folder that it has open. */
export type Travel = Window & { readonly workspace: string };

/**
 * Declares a test that plays a person's journey in the real workbench, with the extension of this repository and a
 * workspace of its own. When it fails, a picture and the logs are kept and their paths printed. A machine that is
 * busy drops key presses now and then: a journey that fails is played again from its start, in a new window, which the
 * report says; what fails three times has failed.
 */
export function journey(
  name: string,
  title: string,
  options: JourneyOptions,
  body: (travel: Travel) => Promise<void>,
): void {
  test(title, { timeout }, async (context) => {
    for (let play = 1; ; play++) {
      try {
        await travel(context, name, options, body);
        return;
      } catch (cause) {
        if (play === plays) throw cause;
        context.diagnostic(`played again: ${cause instanceof Error ? cause.message : String(cause)}`);
      }
    }
  });
}

async function travel(
  context: TestContext,
  name: string,
  options: JourneyOptions,
  body: (travel: Travel) => Promise<void>,
): Promise<void> {
  const workspace = await makeWorkspace(options);
  let window: Window | undefined;
  try {
    const place = options.folder === false ? {} : { workspace };
    window = await openWindow({ extension: root, journey: name, ...options, ...place });
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
}

/** Makes a folder to work in, in a temporary folder of its own; gives its path. */
export async function makeWorkspace({ from, files = {} }: JourneyOptions): Promise<string> {
  const workspace = join(await mkdtemp(join(tmpdir(), 'graph-http-workspace-')), 'requests');
  await mkdir(workspace);
  if (from) await cp(from, workspace, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(workspace, path)), { recursive: true });
    await writeFile(join(workspace, path), text);
  }
  return workspace;
}
