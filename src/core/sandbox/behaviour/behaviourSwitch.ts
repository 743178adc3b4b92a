import { type SandboxBehaviour, USUAL } from './behaviour.ts';

/** The behaviour of one sandbox, which can be switched while it runs. */
export class BehaviourSwitch {
  #current: SandboxBehaviour;

  constructor(behaviour: Partial<SandboxBehaviour> = {}) {
    this.#current = { ...USUAL, ...behaviour };
  }

  get current(): SandboxBehaviour {
    return this.#current;
  }

  set(behaviour: SandboxBehaviour): void {
    this.#current = behaviour;
  }

  /** The behaviour that one request meets: with the fault only where it is for the method, which uses it up. */
  take(method: string): SandboxBehaviour {
    const { fault, ...rest } = this.#current;
    if (fault === undefined || (fault.methods.length > 0 && !fault.methods.includes(method))) return rest;
    if (fault.times === 'once') this.#current = rest;
    return { ...rest, fault };
  }
}
