import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** What stands for a process of which nothing more than its number is known. */
export const NO_MARK = '0';

/**
 * Tells a process from every other one that ever had its number, where the system says when it began (Linux);
 * `NO_MARK` elsewhere. Undefined where no such process runs.
 */
export async function processMark(pid: number): Promise<string | undefined> {
  if (!isRunning(pid)) return undefined;
  try {
    const [boot, status] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ]);
    // The second field is the program's name in parentheses, which may hold anything; the 22nd the start.
    const start = status.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    return createHash('sha256').update(`${boot}${start}`).digest('hex').slice(0, 8);
  } catch {
    return isRunning(pid) ? NO_MARK : undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
