/** Exit codes of the command line. */
export const EXIT = {
  /** No errors were found; the request was done. */
  done: 0,
  /** Errors were found; the request was refused, or not sent. */
  refused: 1,
  /** The command was called wrongly. */
  usage: 2,
  /** The request was sent, and nobody knows what came of it. */
  unknown: 3,
} as const;
