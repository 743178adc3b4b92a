// One line of progress for long steps. Built-ins only, so that the set-up can use it.

/**
 * Says what is being done while `work` runs, with the elapsed seconds; writes to stderr so that stdout stays
 * the command's own.
 * @template T
 * @param {string} label what is being done, as a sentence start: "Installing the packages"
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(label, work) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const live = process.stderr.isTTY === true;
  process.stderr.write(live ? `${label}…` : `${label}…\n`);
  const timer = setInterval(
    () => process.stderr.write(live ? `\r${label}… ${seconds()} s` : `${label}… ${seconds()} s\n`),
    live ? 1000 : 15_000,
  );
  try {
    const result = await work();
    process.stderr.write(`${live ? '\r' : ''}${label}: done in ${seconds()} s.\n`);
    return result;
  } catch (cause) {
    process.stderr.write(`${live ? '\r' : ''}${label}: failed after ${seconds()} s.\n`);
    throw cause;
  } finally {
    clearInterval(timer);
  }
}
