import { isDoubtfulName, isSecretName, MASK, maskPatterns } from '../../text/secrets.ts';
import type { ComparedProperty } from '../compare/compare.ts';
import { exactJson } from '../exact.ts';
import { isDeeperThan } from './walkValue.ts';

/** Characters of a value in a line. */
const LENGTH = 80;
/** Levels of a value that are written out. */
const DEEPEST = 12;

/**
 * A value on one line, for a list of changes: JSON, cut short, with whatever looks secret masked.
 *
 * @param value an absent one is called `none`
 */
function valueText(value: unknown, length = LENGTH, written?: string): string {
  if (value === undefined) return 'none';
  const text = wholeText(value, written);
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

/**
 * A value as JSON on one line, whole, with whatever looks secret masked.
 *
 * @param written how a number was written, where that is known
 */
export function wholeText(value: unknown, written?: string): string {
  if (typeof value === 'number' && written !== undefined) return maskPatterns(written);
  if (isDeeperThan(value, DEEPEST)) return Array.isArray(value) ? '[…]' : '{…}';
  return maskPatterns(exactJson(value ?? null, maskMember));
}

function maskMember(name: string, value: unknown): unknown {
  return value !== null && (isSecretName(name) || isDoubtfulName(name)) ? MASK : value;
}

/** What decides how a side of a property's change is shown. */
export interface SideTraits {
  readonly known: boolean;
  readonly secret: boolean;
  /** How a number was written, where that is known. */
  readonly written?: string | undefined;
}

/** A side of a property's change as a text: `not known` where it was not read, and masked where it is secret. */
export function sideText(value: unknown, { known, secret, written }: SideTraits): string {
  if (!known) return 'not known';
  if (secret && value !== undefined && value !== null) return MASK;
  return valueText(value, LENGTH, written);
}

/**
 * What a change would change, one line for each property: `displayName: "a" → "b"`. What does not fit is counted.
 *
 * @param most lines
 */
export function changeLines(compared: readonly ComparedProperty[], most: number): readonly string[] {
  const planned = compared.filter(({ state }) => state === 'planned');
  const lines = planned.slice(0, planned.length > most ? most - 1 : most).map((property) => {
    const { path, before, wanted, written, secret, beforeKnown } = property;
    const [from, to] = [
      sideText(before, { known: beforeKnown, secret, written: written.before }),
      sideText(wanted, { known: true, secret, written: written.wanted }),
    ];
    return `${path}: ${from} → ${to}`;
  });
  const more = planned.length - lines.length;
  return more === 0 ? lines : [...lines, `… and ${more} more`];
}
