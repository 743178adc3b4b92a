import { isBinary } from '../../formats.ts';

/** Texts longer than this, in code units, are not repaired: the fix would copy them. */
const LONGEST = 200_000;

/** The base64 that a text most likely means: without what stands around it, padded right. */
export function repairBinary(text: string): readonly string[] {
  if (text.length > LONGEST) return [];
  const inner = withoutArmour(text.replace(/^data:[^,]{0,200},/i, ''));
  const plain = inner.replace(/\s+/g, '').replace(/={1,3}$/, '');
  const padded = plain.length % 4 === 0 ? plain : `${plain}${'='.repeat(4 - (plain.length % 4))}`;
  const found = [padded, fromHex(text)].filter((each) => each !== undefined && each !== '' && isBinary(each));
  return found as string[];
}

/** What stands between the BEGIN and END lines of a PEM file (RFC 7468). */
function withoutArmour(text: string): string {
  if (!text.startsWith('-----BEGIN')) return text;
  const start = text.indexOf('-----', '-----BEGIN'.length);
  const end = text.indexOf('-----END');
  return start < 0 || end < start ? text : text.slice(start + '-----'.length, end);
}

/** Bytes in hexadecimal, with or without `0x`. */
function fromHex(text: string): string | undefined {
  const digits = text.replace(/^0x/i, '').replace(/[\s:-]/g, '');
  if (digits === '' || digits.length % 2 === 1 || !/^[\da-f]+$/i.test(digits)) return undefined;
  if (isBinary(text)) return undefined;
  const bytes = digits.match(/../g)?.map((pair) => String.fromCharCode(Number.parseInt(pair, 16))) ?? [];
  return btoa(bytes.join(''));
}
