/**
 * Milliseconds of processor time that this process has used so far. Unlike a clock it stands still while other
 * processes have the machine, so that a bound on it says something about the code.
 */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
