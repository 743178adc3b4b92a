import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';

/** What one extension took, in milliseconds. */
export interface ActivationTimes {
  /** Inside its own `activate`. */
  readonly own: number;
  /** As a caller waits for it: the file is found, read and run, then `activate`. */
  readonly whole: number;
}

/** How long the editor may settle after its start, in milliseconds. */
const settling = 2000;

/**
 * Activates extensions one after the other in the real extension host and writes what each took. The first of them
 * also takes what the host does once, for any extension.
 */
export async function run(): Promise<void> {
  const ids = (process.env.GRAPH_HTTP_ACTIVATION ?? '').split(',');
  await new Promise((resolve) => setTimeout(resolve, settling));
  const times: Record<string, ActivationTimes> = {};
  for (const id of ids) times[id] = await activate(id);
  writeFileSync(process.env.GRAPH_HTTP_ACTIVATION_REPORT ?? '', JSON.stringify(times));
}

async function activate(id: string): Promise<ActivationTimes> {
  const extension = vscode.extensions.getExtension<{ readonly activationMs: number }>(id);
  if (extension === undefined) throw new Error(`${id} is not installed.`);
  if (extension.isActive) throw new Error(`${id} is active already.`);
  const begun = performance.now();
  const { activationMs } = await extension.activate();
  return { own: activationMs, whole: performance.now() - begun };
}
