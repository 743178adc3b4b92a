import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A process of ours: it leads a process group, so that ending it ends what it started. */
export type Running = {
  readonly child: ChildProcess;
  /** Everything it wrote so far, both streams. */
  output(): string;
  /** Ends the process and its group: asks first, then kills. */
  end(): Promise<void>;
};

export type StartOptions = {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Starts it through a shell, which Windows needs for scripts. */
  readonly shell?: boolean;
  /** Called with each piece of output as it comes. */
  readonly onOutput?: (text: string) => void;
};

/** How long a process may take to end after being asked, in milliseconds. */
const patience = 3000;

/** Starts a process with a piped input that closes with this process, so that it can notice our end. */
export function start(command: string, args: readonly string[], options: StartOptions = {}): Running {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    shell: options.shell ?? false,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      options.onOutput?.(text);
    });
  }
  child.once('error', (cause) => {
    output += `\n${cause.message}`;
  });
  return { child, output: () => output, end: () => endGroup(child) };
}

/**
 * Waits until the output of a process matches; gives the match.
 * @throws when the process ends first or `timeout` milliseconds pass: the message carries its output.
 */
export async function outputOf(running: Running, pattern: RegExp, timeout: number): Promise<RegExpExecArray> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const match = pattern.exec(running.output());
    if (match) return match;
    const { exitCode, signalCode, pid } = running.child;
    if (exitCode !== null || signalCode !== null || pid === undefined) {
      // Its last words may still be on their way.
      await pause(25);
      throw new Error(`${running.child.spawnfile} ended before it was ready.\n${running.output()}`);
    }
    if (Date.now() > deadline) {
      throw new Error(
        `${running.child.spawnfile} was not ready after ${timeout / 1000} s.\n${running.output()}`,
      );
    }
    await pause(25);
  }
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const ended = child.exitCode !== null || child.signalCode !== null;
  const exit = ended ? Promise.resolve() : once(child, 'exit');
  signalGroup(child, 'SIGTERM');
  await Promise.race([exit, pause(patience, undefined, { ref: false })]);
  signalGroup(child, 'SIGKILL');
  await exit;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (process.platform === 'win32' || child.pid === undefined) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group is already gone.
  }
}

/** How often to look whether the parent is still there, in milliseconds. */
const parentCheck = 500;

/**
 * Calls `end` once when this process is asked to stop (Ctrl+C, SIGTERM, a closed terminal) or the one that started
 * it is gone, then exits with the code that a shell gives for the signal. npm's shell does not hand signals on.
 */
export function endOnSignals(end: () => Promise<void>): void {
  let ending = false;
  const stop = (code: number) => {
    if (ending) return;
    ending = true;
    end().finally(() => process.exit(code));
  };
  process.on('SIGINT', () => stop(130));
  process.on('SIGTERM', () => stop(143));
  process.on('SIGHUP', () => stop(129));
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop(143);
  }, parentCheck).unref();
}

/** Arguments for Node that end a server of ours when the process that started it is gone. */
export const endWithParent: readonly string[] = [
  '--import',
  fileURLToPath(new URL('endWithParent.mjs', import.meta.url)),
];
