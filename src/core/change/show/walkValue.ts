import { MASK } from '../../text/secrets.ts';
import { isObject } from '../json.ts';

/** Calls back for every value inside of a JSON value, itself included, with its level from 0. Does not recurse. */
function eachValue(value: unknown, visit: (value: unknown, level: number) => boolean): boolean {
  const pending: [unknown, number][] = [[value, 0]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [one, level] = next;
    if (visit(one, level)) return true;
    const members = Array.isArray(one) ? one : isObject(one) ? Object.values(one) : [];
    for (const member of members) pending.push([member, level + 1]);
  }
  return false;
}

/** Whether a value is nested deeper than that. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  return eachValue(value, (_, level) => level > levels);
}

/** Whether something in a value was masked before it came here, so that nothing can be said of it. */
export function hasMask(value: unknown): boolean {
  return eachValue(value, (one) => typeof one === 'string' && one.includes(MASK));
}
