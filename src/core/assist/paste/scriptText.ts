/** A literal of a script, and the offset behind it. */
export interface ScriptText {
  readonly text: string;
  readonly end: number;
}

const OPENING = /([rRfFbBuU]{0,2})("""|'''|["'`])/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '0': '\0' };
/** A place in a template: `${user.id}` of JavaScript, `{user['id']}` of Python. */
const SCRIPT_PLACE = /\$\{\s*([\w$.[\]"']{1,200}?)\s*\}/g;
const PYTHON_PLACE = /\{\{|\}\}|\{\s*([\w$.[\]"']{1,200}?)\s*\}/g;

/** The text literal of JavaScript or Python at an offset; its templates become references of the file. */
export function scriptString(text: string, at: number): ScriptText | undefined {
  OPENING.lastIndex = at;
  const [head, prefix = '', quote = ''] = OPENING.exec(text) ?? [];
  if (head === undefined) return undefined;
  const start = at + head.length;
  const end = closing(text, start, quote);
  if (end === undefined) return undefined;
  const source = text.slice(start, end);
  const plain = /r/i.test(prefix) ? source : unescaped(source);
  const isTemplate = quote === '`' || /f/i.test(prefix);
  return { text: isTemplate ? referenced(plain, quote === '`') : plain, end: end + quote.length };
}

function closing(text: string, start: number, quote: string): number | undefined {
  const isSingle = quote === '"' || quote === "'";
  for (let at = start; at < text.length; at++) {
    const unit = text[at];
    if (unit === '\\') at++;
    else if (text.startsWith(quote, at)) return at;
    else if (isSingle && (unit === '\n' || unit === '\r')) return undefined;
  }
  return undefined;
}

function unescaped(text: string): string {
  return text.replace(
    /\\(?:u\{([\da-f]{1,6})\}|u([\da-f]{4})|x([\da-f]{2})|(\r\n|[\s\S]))/gi,
    (_, point?: string, unit?: string, byte?: string, other = '') => {
      const code = point ?? unit ?? byte;
      if (code !== undefined) {
        const number = Number.parseInt(code, 16);
        return number > 0x10ffff ? '' : String.fromCodePoint(number);
      }
      return /[\r\n]/.test(other) ? '' : (ESCAPES[other] ?? other);
    },
  );
}

/** A template with references in its places, named as what stands there. */
function referenced(text: string, isScript: boolean): string {
  return text.replace(isScript ? SCRIPT_PLACE : PYTHON_PLACE, (whole, path?: string) => {
    // Doubled braces are braces in Python.
    if (path === undefined) return whole.charAt(0);
    const names = path.match(/[A-Za-z_]\w*/g) ?? [];
    const [object = '', property = ''] = names;
    if (names.length !== 2) return `{{${names.at(-1) ?? 'value'}}}`;
    return `{{${object}${property.charAt(0).toUpperCase()}${property.slice(1)}}}`;
  });
}

/** The offset behind white space and comments. */
export function behindSpace(text: string, at: number): number {
  const pattern = /(?:\s|\/\/[^\r\n]*|#[^\r\n]*|\/\*[\s\S]*?\*\/|\\\r?\n)*/y;
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}
