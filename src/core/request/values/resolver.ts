import { parsedJson } from '../../text/jsonValues.ts';
import { type Prompt, promptsOf } from '../names.ts';
import { Source } from '../read/scan.ts';
import { referenceKind } from '../references.ts';
import type { Block, RequestFile } from '../tree.ts';
import { fileUsage } from '../usage.ts';
import { fileVariables } from './fileVariables.ts';
import { followPath } from './jsonPath.ts';
import {
  type EarlierResponse,
  isSecretVariable,
  type MissingKind,
  type Scope,
  type Unresolved,
  type Value,
} from './scope.ts';
import { systemValue } from './system.ts';

/** What is wrong with a reference that goes on to the end of its line. */
export const REFERENCE_UNCLOSED =
  'A reference that starts with {{ must end with }} on the same line. In JSON, write \\u007b\\u007b for two braces that are no reference.';

/** How deep variables may refer to one another. */
const DEEPEST = 100;
/** How many UTF-16 code units a resolved value may have; Microsoft Graph takes writes of up to 4 MB. */
export const LONGEST = 16 * 1024 * 1024;

/**
 * Replaces references for one send. A file or environment variable has one value however often it is used;
 * system variables that stand in the request itself are made anew each time.
 */
export class Resolver {
  readonly #file: RequestFile;
  readonly #scope: Scope;
  readonly #prompts: ReadonlyMap<string, Prompt>;
  readonly #values = new Map<string, Value>();
  readonly #bodies = new Map<EarlierResponse, unknown>();
  /** Variables whose values are being made, outermost first. */
  readonly #open: string[] = [];
  /** Values of variables whose names say that they are secret, of those that were asked for so far. */
  readonly secrets = new Set<string>();

  constructor(file: RequestFile, scope: Scope, block?: Block) {
    this.#file = file;
    this.#scope = scope;
    this.#prompts = new Map((block === undefined ? [] : promptsOf(block)).map((each) => [each.name, each]));
  }

  /** The value of what stands between double braces, trimmed. */
  expression(expression: string): Value {
    const value = this.#expression(expression);
    // Of `$dotenv NAME` the name is the last word.
    const name = expression.slice(expression.lastIndexOf(' ') + 1);
    if (value.ok && value.value !== '' && isSecretVariable(name)) this.secrets.add(value.value);
    return value;
  }

  #expression(expression: string): Value {
    const kind = referenceKind(expression);
    switch (kind) {
      case 'variable':
        return this.variable(expression);
      case 'system': {
        const result = systemValue(expression, this.#scope);
        return result.ok ? result : lacking('system', expression, result.reason);
      }
      case 'response':
        return this.#response(expression);
      case 'invalid':
        return lacking('invalid', expression, notAReference(expression));
      default:
        return kind satisfies never;
    }
  }

  /** The value of a variable: a prompt's answer, else the file's, else the environment's. */
  variable(name: string): Value {
    const answer = this.#scope.prompts.get(name);
    if (answer !== undefined) return { ok: true, value: answer };
    const prompt = this.#prompts.get(name);
    if (prompt !== undefined) return { ok: false, missing: [unanswered(prompt)] };
    const known = this.#values.get(name);
    if (known !== undefined) return known;
    const text = this.written(name);
    if (text === undefined) return { ok: false, missing: [unknownVariable(name, this.#scope)] };
    if (text === '' && fileVariables(this.#file).has(name))
      return lacking('variable', name, notYetWritten(name));
    if (this.#open.includes(name)) return this.#circular(name);
    if (this.#open.length >= DEEPEST) {
      return lacking(
        'circular',
        name,
        `More than ${DEEPEST} variables refer to one another. Shorten the chain.`,
      );
    }
    this.#open.push(name);
    const value = this.text(text);
    this.#open.pop();
    this.#values.set(name, value);
    return value;
  }

  /** The value of a `{placeholder}`: given for this send, else the file variable of that name, else an answer. */
  placeholder(name: string): Value {
    if (this.#scope.prompts.has(name) || fileVariables(this.#file).has(name)) return this.variable(name);
    const answer = this.#scope.placeholders.get(name);
    if (answer !== undefined && answer !== '') return { ok: true, value: answer };
    return lacking(
      'placeholder',
      name,
      `The URL has a placeholder {${name}}. Give it a value, or write "@${name} = …" above the request.`,
    );
  }

  /** What the file or the environment has for a variable, with its references still in it. */
  written(name: string): string | undefined {
    return fileVariables(this.#file).get(name)?.variable.value.text ?? this.#scope.environment.get(name);
  }

  /** A text with its references replaced. */
  text(text: string): Value {
    const source = new Source(text);
    const missing = new Map<string, Unresolved>();
    let result = '';
    let at = 0;
    for (let open = source.nextOpen(0); open < text.length; open = source.nextOpen(at)) {
      const close = source.nextClose(open + 2);
      if (close >= source.lineEnd(open)) {
        const rest = unclosed(text.slice(open, source.lineEnd(open)));
        return { ok: false, missing: [...missing.values(), rest] };
      }
      const value = this.expression(text.slice(open + 2, close).trim());
      if (value.ok) result += text.slice(at, open) + value.value;
      else for (const each of value.missing) missing.set(`${each.kind} ${each.name}`, each);
      if (result.length > LONGEST) return tooLong(text);
      at = close + 2;
    }
    if (missing.size > 0) return { ok: false, missing: [...missing.values()] };
    return { ok: true, value: result + text.slice(at) };
  }

  #circular(name: string): Value {
    const circle = this.#open.slice(this.#open.indexOf(name));
    const reason = `The variable ${name} needs itself: ${[...circle, name].join(' → ')}. Give one of them a value.`;
    return { ok: false, missing: [{ kind: 'circular', name, reason, circle }] };
  }

  #response(expression: string): Value {
    const name = expression.slice(0, expression.indexOf('.'));
    const path = expression.slice(name.length + '.response'.length);
    const response = this.#scope.responses.get(name);
    if (response === undefined) return lacking('response', name, this.#noResponse(name));
    const [, part, rest] = /^\.(body|headers)\.(.+)$/s.exec(path) ?? [];
    if (rest === undefined) return lacking('response', name, howToRefer(name));
    return part === 'headers' ? headerValue(name, response, rest) : this.#bodyValue(name, response, rest);
  }

  #noResponse(name: string): string {
    return fileUsage(this.#file).requests.has(name)
      ? `The request ${name} has no answer yet. Send it first.`
      : `No request in this file is named ${name}. Put "# @name ${name}" above the one that is meant, and send it.`;
  }

  #bodyValue(name: string, response: EarlierResponse, path: string): Value {
    if (path === '*') return { ok: true, value: response.body };
    const body = this.#parsed(response);
    if (body === undefined) {
      return lacking(
        'response',
        name,
        `The answer of ${name} is not JSON. Use {{${name}.response.body.*}} for all of it.`,
      );
    }
    const result = followPath(body, path);
    if (!result.found) return lacking('response', name, `${result.reason} It is the answer of ${name}.`);
    return written(name, result.value);
  }

  #parsed(response: EarlierResponse): unknown {
    if (!this.#bodies.has(response)) this.#bodies.set(response, parsedJson(response.body));
    return this.#bodies.get(response);
  }
}

/** A value of an answer as text: a string as it is, anything else as JSON. */
function written(name: string, value: unknown): Value {
  if (typeof value === 'string') return { ok: true, value };
  try {
    return { ok: true, value: JSON.stringify(value) };
  } catch {
    const reason = `What this takes from the answer of ${name} is nested too deep. Take a part of it.`;
    return lacking('response', name, reason);
  }
}

function headerValue(name: string, { headers }: EarlierResponse, wanted: string): Value {
  const lower = wanted.toLowerCase();
  const values = headers.filter((header) => header.name.toLowerCase() === lower).map(({ value }) => value);
  if (values.length > 0) return { ok: true, value: values.join(', ') };
  return lacking('response', name, `The answer of ${name} has no header ${wanted}.`);
}

function lacking(kind: MissingKind, name: string, reason: string): Value {
  return { ok: false, missing: [{ kind, name, reason }] };
}

function unanswered({ name, description, secret }: Prompt): Unresolved {
  const reason = `The request asks for ${name}.`;
  return { kind: 'prompt', name, reason, secret, ...(description !== undefined && { description }) };
}

/** So many environments are named at most. */
const MOST_NAMED = 3;

function unknownVariable(name: string, { elsewhere }: Scope): Unresolved {
  const [first, ...others] = elsewhere(name);
  const where =
    first === undefined
      ? `Write "@${name} = …" above the request, or add it to the environment.`
      : `The environment file has it for ${[first, ...others.slice(0, MOST_NAMED - 1)].join(', ')}${others.length >= MOST_NAMED ? '…' : ''}: select those variables, or write "@${name} = …" above the request.`;
  return {
    kind: 'variable',
    name,
    secret: isSecretVariable(name),
    reason: `There is no variable ${name}. ${where}`,
  };
}

function notYetWritten(name: string): string {
  return `The variable ${name} has no value yet. Write it after "@${name} =".`;
}

function unclosed(text: string): Unresolved {
  return { kind: 'invalid', name: text.slice(0, 80), reason: REFERENCE_UNCLOSED };
}

function notAReference(expression: string): string {
  if (expression === '') return 'There is no name between the braces.';
  return `${expression} is no reference: write a name, a system variable such as $guid, or name.response.body.$.path.`;
}

function howToRefer(name: string): string {
  return `Write {{${name}.response.body.$.id}} or {{${name}.response.headers.ETag}}.`;
}

function tooLong(text: string): Value {
  const reason = 'The value is longer than anything that can be sent. Do variables repeat one another?';
  return lacking('invalid', text.slice(0, 80), reason);
}
