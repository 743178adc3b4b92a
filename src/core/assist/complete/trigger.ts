import type { Region } from './region.ts';

/**
 * Whether proposals should come up because a character was typed. A list that comes up uncalled-for hides the
 * text behind it, so each place has its own few characters.
 *
 * @param trigger the character; absent where a person asked, or a letter of a word was typed
 */
export function isWanted(trigger: string | undefined, region: Region, text: string, offset: number): boolean {
  if (trigger === undefined) return true;
  switch (region.kind) {
    case 'reference':
      return '{$. '.includes(trigger);
    case 'metadata':
    case 'variable':
      return trigger === '@';
    case 'ignore':
      return trigger === ' ' && region.code;
    case 'url':
      return trigger !== '"' && (trigger !== ' ' || region.span.start === offset);
    case 'headerValue':
      return (
        trigger === ':' ||
        trigger === ',' ||
        (trigger === ' ' && /[:,] $/.test(text.slice(0, offset).slice(-2)))
      );
    case 'body':
      return !region.empty && inBody(trigger, text, offset);
    case 'prompt':
    case 'request':
    case 'headerName':
    case 'none':
      return false;
    default:
      return region satisfies never;
  }
}

/** A quote, or a blank behind a colon; the `{` of an object that was just opened proposes nothing yet. */
function inBody(trigger: string, text: string, offset: number): boolean {
  if (trigger === ' ') return text[offset - 2] === ':';
  return trigger === '"' || trigger === ',' || trigger === ':' || trigger === '@' || trigger === '/';
}
