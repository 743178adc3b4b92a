import { requestName } from '../../core/request/names.ts';
import type { RequestBlock } from '../../core/request/tree.ts';
import type { Confirmation } from '../../core/send/deliver.ts';
import { isRead } from '../../core/send/failures.ts';
import { plainLine } from '../../core/text/plainLine.ts';
import { showWarning } from '../notify.ts';
import { placeOf, type WriteConfirmation } from './confirmation.ts';

/** So many changes are listed. */
const MOST_LISTED = 12;
const LONGEST = 140;

/**
 * Asks once for all changes of a run, when the first of them is about to be sent: only then it is known who is
 * signed in. Another account that comes up on the way is asked about again, and production is asked about in
 * each run.
 */
export class RunConfirmation {
  readonly #writes: readonly string[];
  readonly #single: WriteConfirmation;
  readonly #agreed = new Set<string>();

  /** @param blocks all requests of the run */
  constructor(blocks: readonly RequestBlock[], single: WriteConfirmation) {
    this.#writes = blocks.flatMap((block) => writeOf(block) ?? []);
    this.#single = single;
  }

  readonly confirm = async (confirmation: Confirmation): Promise<boolean> => {
    const { environment, account, tenant, method } = confirmation;
    if (!environment.real || isRead(method)) return true;
    if (this.#single.remembers(confirmation)) return true;
    const key = JSON.stringify([account, tenant]);
    if (this.#agreed.has(key)) return true;
    const count = this.#writes.length;
    const yes = count === 1 ? 'Send 1 Change' : `Send ${count} Changes`;
    const more = count - MOST_LISTED;
    const answer = await showWarning(
      `Change a ${environment.production ? 'production' : 'real'} tenant ${count === 1 ? 'once' : `${count} times`}?`,
      {
        modal: true,
        detail: [
          ...placeOf(confirmation),
          '',
          ...this.#writes.slice(0, MOST_LISTED),
          ...(more > 0 ? [`and ${more} more`] : []),
        ].join('\n'),
      },
      yes,
    );
    if (answer !== yes) return false;
    this.#agreed.add(key);
    return true;
  };
}

/** A change as it is listed; undefined for a request that only reads. */
function writeOf(block: RequestBlock): string | undefined {
  const { requestLine, separator } = block;
  const method = requestLine.method?.text.toUpperCase() ?? 'GET';
  if (isRead(method)) return undefined;
  // All of them go to the environment's host, which is named above them.
  const path = requestLine.url.text.replace(/^https:\/\/[^/?#{}]*/i, '');
  const title = separator?.title?.text ?? requestName(block);
  return plainLine(`${title === undefined ? '' : `${title}: `}${method} ${path}`, LONGEST);
}
