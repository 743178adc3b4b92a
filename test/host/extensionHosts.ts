import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Kills the extension hosts of an editor's server at once, as a crash or a power cut does: nothing of them gets
 * to say a last word. Gives how many there were.
 *
 * @param server process id of the server
 */
export async function killExtensionHosts(server: number): Promise<number> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,args='], { maxBuffer: 16_000_000 });
  const hosts = stdout.split('\n').flatMap((line) => {
    const [, pid = '', parent = '', args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(parent) === server && args.includes('--type=extensionHost') ? [Number(pid)] : [];
  });
  for (const pid of hosts) process.kill(pid, 'SIGKILL');
  return hosts.length;
}
