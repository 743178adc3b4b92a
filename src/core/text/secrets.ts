/** What is secret by its name or by its looks, for everything that is shown, kept or logged. */
import type { Steps } from './steps.ts';

/** What stands in the place of a secret. */
export const MASK = '•••';

const HEADER =
  /authorization|cookie|token|secret|password|credential|api-?key|subscription-key|functions-key/i;

/** Names that end like this hold a secret, or hold objects with secrets in them. */
const NAME =
  /(?:password|passwd|passphrase|secret|secret_?(?:text|value|key)|private_?key|api_?key|access_?key|account_?key|shared_?key|connection_?string|pkcs12_?value|pfx(?:_?(?:blob|value|data))?|token|credential|assertion|access_?pass)$/i;
const SHORT_NAME = /^(?:pin|otp|pwd|sas|sig)$|(?:Pin|Otp|Pwd)$/;

/** Names that end like a secret and are positions in a list. */
const PLAIN = /^\$?(?:skip|delta|continuation|next)_?token$/i;

/** How every JSON Web Token begins: `{"` in base64url. */
const JWT = 'eyJ';
/** Shorter texts match none of the patterns (`Pwd=x`). */
const SHORTEST_SECRET = 5;

/** Texts that are secret wherever they stand. Linear in the text; without its `sign` there is none in it. */
interface Pattern {
  readonly find: RegExp;
  readonly replace: string;
  readonly sign?: string;
}

const PATTERNS: readonly Pattern[] = [
  {
    sign: '-----BEGIN ',
    find: /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g,
    replace: MASK,
  },
  { find: /(Bearer|Basic|Negotiate|PoP)(\s+)[\w.~+/=-]{6,}/gi, replace: `$1$2${MASK}` },
  { sign: 'sandbox.', find: /sandbox\.[\w-]{20,}/g, replace: MASK },
  // A client secret of Entra: three characters, a digit, "Q~", and the rest.
  { sign: 'Q~', find: /[\w.~-]{3}\dQ~[\w.~-]{20,}/g, replace: MASK },
  {
    sign: '=',
    find: /(AccountKey|SharedAccessKey|SharedAccessSignature|Password|Pwd)(\s*=\s*)[^;"'\s&]+/gi,
    replace: `$1$2${MASK}`,
  },
];

/** A "token" of a few letters is none, and masking it would tear words apart. */
const SHORTEST_TOKEN = 6;

/** Whether a token is long enough to be looked for in texts. */
export function canMask(token: string): boolean {
  return token.length >= SHORTEST_TOKEN;
}

/** The text with every occurrence of a token masked. */
export function maskToken(text: string, token: string): string {
  return canMask(token) ? text.replaceAll(token, MASK) : text;
}

/** A text that was cut off, with a token masked, also one of which only the beginning is left at the cut. */
export function maskCutToken(text: string, token: string): string {
  const masked = maskToken(text, token);
  if (!canMask(token)) return masked;
  for (let length = Math.min(token.length - 1, masked.length); length >= SHORTEST_TOKEN; length--) {
    if (masked.endsWith(token.slice(0, length))) return masked.slice(0, -length) + MASK;
  }
  return masked;
}

/** Whether a header's value is secret whatever it is. */
export function isSecretHeader(name: string): boolean {
  return HEADER.test(name);
}

/** Whether a property of that name holds a secret, as far as the name tells. */
export function isSecretName(name: string): boolean {
  return (NAME.test(name) || SHORT_NAME.test(name)) && !PLAIN.test(name);
}

/** Whether the name is secret in some types and plain in others, so that only a schema can tell. */
export function isDoubtfulName(name: string): boolean {
  return name.toLowerCase() === 'key';
}

/** The text with every piece masked that looks like a token, a key or a secret. */
export function maskPatterns(text: string): string {
  if (text.length < SHORTEST_SECRET) return text;
  let masked = maskJwts(text);
  for (const pattern of PATTERNS) masked = maskPattern(masked, pattern);
  return masked;
}

/** The same for a long text, in steps. */
export function* maskPatternsInSteps(text: string): Steps<string> {
  if (text.length < SHORTEST_SECRET) return text;
  let masked = maskJwts(text);
  for (const pattern of PATTERNS) {
    yield;
    masked = maskPattern(masked, pattern);
  }
  return masked;
}

function maskPattern(text: string, { find, replace, sign }: Pattern): string {
  return sign === undefined || text.includes(sign) ? text.replace(find, replace) : text;
}

function maskJwts(text: string): string {
  return text.includes(JWT) ? text.replace(/[\w.-]{12,}/g, maskJwt) : text;
}

/** Masks a JSON Web Token (RFC 7519: base64url of `{"…`, then dots) in a run of its characters. */
function maskJwt(run: string): string {
  const start = run.indexOf(JWT);
  return start >= 0 && run.indexOf('.', start) > start ? run.slice(0, start) + MASK : run;
}
