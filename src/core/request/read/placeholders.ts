import { CLOSE_BRACE, OPEN_BRACE } from '../../text/codeUnits.ts';
import { isSpace } from './scan.ts';

/**
 * The offset behind `{name}`, where `at` is at one: letters, digits and the like between single braces, and
 * spaces inside as the pages have them in `{id | userPrincipalName}`.
 */
export function placeholderEnd(text: string, at: number, end: number): number | undefined {
  let named = false;
  for (let to = at + 1; to < end; to++) {
    const unit = text.charCodeAt(to);
    if (unit === CLOSE_BRACE) return named ? to + 1 : undefined;
    if (isSpace(unit)) continue;
    if (!isPlaceholderUnit(unit)) return undefined;
    named = true;
  }
  return undefined;
}

/** Anything but what would end a URL's segment or option, or belongs to JSON. */
function isPlaceholderUnit(unit: number): boolean {
  switch (unit) {
    case OPEN_BRACE:
    case 35: // #
    case 47: // /
    case 34: // "
    case 38: // &
    case 39: // '
    case 58: // :
    case 61: // =
    case 63: // ?
      return false;
    default:
      return unit > 32;
  }
}
