import type { HeaderReader } from '../guard.ts';
import {
  describeBehaviour,
  describeFault,
  READING_METHODS,
  type SandboxBehaviour,
  USUAL,
} from './behaviour.ts';
import { BEHAVIOUR_HEADER, parseBehaviour } from './behaviourOrder.ts';
import type { BehaviourSwitch } from './behaviourSwitch.ts';
import { FAULT_HEADER, type Faults, orderedRefusal, parseFaults } from './faults.ts';

/** How the sandbox conducts itself towards one request. */
export interface Conduct {
  readonly behaviour: SandboxBehaviour;
  readonly faults: Faults;
  /** What of it is not the usual, in short phrases, for the log. */
  readonly told: readonly string[];
  /** Who ordered the faults, as a sentence. */
  readonly ordered: string;
}

const FAULTS_BY_HEADER = 'The request ordered this answer with its x-sandbox-fault header.';
const FAULTS_BY_SWITCH = 'The sandbox is set to answer this way (Set Sandbox Behaviour).';

/**
 * The conduct towards a request: what its headers say, and where they say nothing, what the sandbox is set to.
 * A fault that is ordered once is used up, unless the request brings its own.
 *
 * @param behaviours undefined for what is no resource, such as tokens: only headers count there
 * @throws Refusal 400 where a header cannot be read.
 */
export function conductTowards(
  behaviours: BehaviourSwitch | undefined,
  method: string,
  header: HeaderReader,
): Conduct {
  const own = parseBehaviour(header(BEHAVIOUR_HEADER));
  const order = header(FAULT_HEADER)?.trim();
  const faults = parseFaults(order);
  const byHeader = order !== undefined && order !== '';
  const { fault, ...set } = (byHeader ? behaviours?.current : behaviours?.take(method)) ?? USUAL;
  const behaviour = { ...set, ...own };
  // Of what is set, a read meets the wait alone.
  const reads = READING_METHODS.includes(method);
  const told = describeBehaviour(reads ? { ...USUAL, latency: behaviour.latency } : behaviour);
  if (byHeader) {
    return { behaviour, faults, told: [...told, order.slice(0, 200)], ordered: FAULTS_BY_HEADER };
  }
  return {
    behaviour,
    faults: parseFaults(fault?.order),
    told: fault === undefined ? told : [...told, describeFault(fault)],
    ordered: FAULTS_BY_SWITCH,
  };
}

/** Waits as long as is ordered, and refuses where that is ordered. */
export async function startConduct(
  { behaviour, faults, ordered }: Conduct,
  sleep: (ms: number) => Promise<void>,
): Promise<void> {
  const wait = behaviour.latency + (faults.delay ?? 0);
  if (wait > 0) await sleep(wait);
  if (faults.status !== undefined) throw orderedRefusal(faults.status, faults.retryAfter, ordered);
}
