import { AUTOMATIC, PowerShellTexts } from './powershellTexts.ts';
import {
  asText,
  DEEPEST,
  jsonOf,
  listValue,
  tableValue,
  textValue,
  UNKNOWN,
  type Value,
} from './powershellValues.ts';

/** The bytes of a text, which are sent as that text. */
const BYTES = /\[(?:System\.)?Text\.Encoding\]::UTF8\.GetBytes\(/iy;

/** Two values joined with `+`, where that makes a text. */
function sum(one: Value, other: Value): Value {
  if (one.kind === 'plain' || (one.kind === 'reference' && other.kind !== 'text')) return UNKNOWN;
  const [first, second] = [asText(one), asText(other)];
  return first === undefined || second === undefined ? UNKNOWN : textValue(first + second);
}

/**
 * Reads values of a PowerShell script (about_Hash_Tables, about_Arrays, about_Parsing):
 * texts, here-strings, numbers, tables, lists, variables that are set above, and `ConvertTo-Json` of these.
 * Anything else is read over and unknown. Every character is read once.
 */
export class PowerShellReader extends PowerShellTexts {
  /** The value of an expression that ends before one of some characters. */
  expression(stops: RegExp): Value {
    const breaks = !stops.test('\n');
    this.skipBlanks(breaks);
    let value = this.#operand();
    this.skipBlanks(breaks);
    value = this.#moreText(value, breaks);
    if (this.unit === ',' && !stops.test(',')) value = this.#moreItems(value, breaks);
    while (value !== UNKNOWN && this.match(/\|\s*ConvertTo-Json(?![\w-])/iy)) {
      value = this.#toJson(value);
      this.skipBlanks(breaks);
    }
    if (this.at >= this.text.length || stops.test(this.unit)) return value;
    this.skipTo(stops);
    return UNKNOWN;
  }

  /** The value of a parameter of a command. */
  argument(): Value {
    const value = this.isBare ? this.bare() : this.#operand();
    if (this.at >= this.text.length || /[\s;|)}]/.test(this.unit)) return value;
    this.skipTo(/[\s;|)}]/);
    return UNKNOWN;
  }

  #operand(): Value {
    if (this.depth >= DEEPEST) return this.giveUp();
    this.depth++;
    const value = this.#operandHere();
    this.depth--;
    return value;
  }

  #operandHere(): Value {
    this.match(
      /\[(?:ordered|pscustomobject|hashtable)\]\s*(?=@\{)|\[(?:array|(?:string|object)\[\])\]\s*(?=@\()/iy,
    );
    if (this.match(/@\{/y)) return this.#table();
    if (this.match(/@\(/y)) return this.#list();
    const text = this.readText();
    if (text) return text;
    if (this.match(/\(/y)) {
      const value = this.expression(/\)/);
      this.at++;
      return value;
    }
    if (this.match(BYTES)) {
      const value = this.expression(/\)/);
      this.at++;
      return value;
    }
    const member = this.match(/\$(\w+)((?:\.\w+){1,3})(?![\w:.([?])/y);
    if (member) return this.member(member[1] ?? '', member[2] ?? '');
    const variable = this.match(/\$(\w+)(?![\w:.([?])/y);
    if (variable) return this.#variable(variable[1] ?? '');
    const number = this.match(/-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?(?![\w.])/y);
    if (number) return { kind: 'plain', json: number[0] };
    return this.match(/ConvertTo-Json(?![\w-])/iy) ? this.#toJson(undefined) : UNKNOWN;
  }

  /** What is joined to a text with `+`, or put into it with `-f`. */
  #moreText(first: Value, breaks: boolean): Value {
    let value = first;
    for (;;) {
      const isFormat = value.kind === 'text' && this.match(/-f(?=[\s($'"])/iy) !== undefined;
      if (!isFormat && !this.match(/\+(?!=)/y)) return value;
      this.skipBlanks(true);
      const next = this.#operand();
      this.skipBlanks(breaks);
      value = isFormat ? this.#formatted(value, next, breaks) : sum(value, next);
    }
  }

  #formatted(text: Value, first: Value, breaks: boolean): Value {
    const rest = this.unit === ',' ? this.#moreItems(first, breaks) : first;
    const items = rest.kind === 'list' ? rest.items : [rest];
    const parts = items.map(asText);
    const format = asText(text) ?? '';
    if (parts.includes(undefined) || /\{\d+[^}\d]/.test(format)) return UNKNOWN;
    return textValue(
      format.replace(/\{(\d{1,3})\}/g, (whole, index: string) => parts[Number(index)] ?? whole),
    );
  }

  #variable(name: string): Value {
    const known = this.variables.get(name.toLowerCase());
    return known ?? (AUTOMATIC.test(name) ? UNKNOWN : { kind: 'reference', name });
  }

  #table(): Value {
    const entries = new Map<string, Value>();
    const names = new Set<string>();
    for (;;) {
      this.match(/(?:[\s;]|`\r?\n)+/y);
      if (this.comment()) continue;
      if (this.match(/\}/y)) return tableValue(entries);
      const bare = this.match(/[A-Za-z_][\w-]*/y);
      const name = bare ? bare[0] : asText(this.readText() ?? UNKNOWN);
      if (name === undefined || names.has(name.toLowerCase()) || !this.match(/[ \t]*=\s*/y)) break;
      names.add(name.toLowerCase());
      entries.set(name, this.expression(/[;}\r\n]/));
    }
    this.skipTo(/\}/);
    this.at++;
    return UNKNOWN;
  }

  #list(): Value {
    const items: Value[] = [];
    for (;;) {
      this.match(/(?:\s|`\r?\n)+/y);
      if (this.comment()) continue;
      if (this.match(/\)/y)) return listValue(items);
      if (this.at >= this.text.length) return UNKNOWN;
      items.push(this.expression(/[,;)\r\n]/));
      this.match(/\s*[,;]/y);
    }
  }

  #moreItems(first: Value, breaks: boolean): Value {
    const items = [first];
    while (this.match(/,/y)) {
      this.skipBlanks(true);
      items.push(this.#operand());
      this.skipBlanks(breaks);
    }
    return listValue(items);
  }

  /** What `ConvertTo-Json` gives, its parameters included. */
  #toJson(piped: Value | undefined): Value {
    let value = piped;
    for (;;) {
      this.skipBlanks();
      if (this.match(/-(?:Depth|d)[ \t:]+\d+(?!\w)|-Compress\b/iy)) continue;
      this.match(/-InputObject[ \t:]+/iy);
      if (!/[$@([]/.test(this.unit)) break;
      if (value !== undefined) return UNKNOWN;
      value = this.#operand();
    }
    if (value?.kind === 'reference') return value;
    // A list of one is taken apart on its way through the pipe.
    if (value?.kind === 'list' && piped && value.items.length < 2) return UNKNOWN;
    const json = value?.kind === 'table' || value?.kind === 'list' ? jsonOf(value) : undefined;
    return json === undefined ? UNKNOWN : textValue(json);
  }
}
