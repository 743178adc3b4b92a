import { nearestName } from '../catalog/nearest.ts';
import { fileVariables } from '../request/fileVariables.ts';
import { promptsOf, requestName } from '../request/names.ts';
import { Resolver } from '../request/resolver.ts';
import { isSecretVariable, type Scope, type Unresolved } from '../request/scope.ts';
import type { Block, Reference, RequestFile } from '../request/tree.ts';
import type { Problem } from './problem.ts';
import { fix, problem, short } from './report.ts';

/** Headers that are left out of a send, with whatever they refer to. */
const LEFT_OUT = /^(?:authorization|host|content-length)$/i;

/** The references of one block: their values, as far as they are known, and what is wrong with them. */
export class BlockReferences {
  readonly #block: Block;
  readonly #file: RequestFile;
  readonly #scope: Scope;
  readonly #resolver: Resolver;
  readonly #texts = new Map<Reference, string | undefined>();

  constructor(block: Block, file: RequestFile, scope: Scope) {
    this.#block = block;
    this.#file = file;
    this.#scope = scope;
    this.#resolver = new Resolver(file, scope, block);
  }

  /**
   * What a reference stands for, or undefined where that is not known before the send, changes with every
   * send, or is a secret.
   */
  readonly textOf = (reference: Reference): string | undefined => {
    if (!this.#texts.has(reference)) this.#texts.set(reference, this.#read(reference));
    return this.#texts.get(reference);
  };

  #read({ kind, expression }: Reference): string | undefined {
    if (kind === 'system' || kind === 'invalid' || isSecretVariable(expression.text)) return undefined;
    if (kind === 'response' && !this.#scope.responses.has(requestOf(expression.text))) return undefined;
    if (kind === 'variable' && this.#isMadeAnew(expression.text)) return undefined;
    const value = this.#resolver.expression(expression.text);
    return value.ok ? value.value : undefined;
  }

  /** Whether a variable's text takes part of its value from a system variable. */
  #isMadeAnew(name: string): boolean {
    const pending = [name];
    const seen = new Set<string>();
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      const text = this.#resolver.written(next) ?? '';
      for (const [, inner = ''] of text.matchAll(/\{\{[ \t]*([^{}]*?)[ \t]*\}\}/g)) {
        if (inner.startsWith('$') || isSecretVariable(inner)) return true;
        pending.push(inner);
      }
    }
    return false;
  }

  /** References that would stop a send, or that an earlier request has to be sent for. */
  check(): Problem[] {
    return this.#block.references.flatMap((reference) => this.#checkOne(reference) ?? []);
  }

  #checkOne(reference: Reference): Problem | undefined {
    const { kind, expression } = reference;
    if (kind === 'invalid' || this.#isLeftOut(reference)) return undefined;
    if (kind === 'response' && !this.#scope.responses.has(requestOf(expression.text))) {
      return this.#earlierRequest(reference);
    }
    const value = this.#resolver.expression(expression.text);
    if (value.ok) return undefined;
    const missing = value.missing.find(
      (each) => each.kind !== 'prompt' && this.#isSaidHere(each, expression.text),
    );
    if (missing === undefined) return undefined;
    if (missing.kind === 'circular') return problem('reference-circular', reference, missing.reason);
    return this.#unresolved(reference, missing);
  }

  #isLeftOut(reference: Reference): boolean {
    if (reference.place !== 'header' || this.#block.kind !== 'request') return false;
    const header = this.#block.headers.find(
      ({ start, end }) => start <= reference.start && reference.end <= end,
    );
    return header !== undefined && LEFT_OUT.test(header.name.text);
  }

  /** What is missing inside the value of a file variable is said where that variable is written. */
  #isSaidHere(missing: Unresolved, expression: string): boolean {
    const inside = missing.kind === 'circular' || missing.name !== expression;
    const written = fileVariables(this.#file).has(expression);
    return !inside || !written || this.#block.variables.length > 0;
  }

  #earlierRequest(reference: Reference): Problem {
    const name = requestOf(reference.expression.text);
    if (namedRequests(this.#file).has(name)) {
      const message = `This takes a value from the answer of '${short(name)}'. Send that request first.`;
      return problem('response-not-yet', reference, message);
    }
    const near = nearestName(name, namedRequests(this.#file));
    const { start } = reference.expression;
    const message =
      near === undefined
        ? `No request in this file is named '${short(name)}'. Put "# @name ${short(name)}" above the one that is meant.`
        : `No request in this file is named '${short(name)}'. Did you mean '${near}'?`;
    return problem('reference-unresolved', reference, message, {
      fixes: near === undefined ? [] : fix(`Change to '${near}'`, { start, end: start + name.length }, near),
    });
  }

  #unresolved(reference: Reference, missing: Unresolved): Problem {
    const near = missing.kind === 'variable' ? nearestName(missing.name, this.#variables()) : undefined;
    const here = near !== undefined && missing.name === reference.expression.text;
    return problem(
      'reference-unresolved',
      reference,
      near === undefined
        ? missing.reason
        : `There is no variable '${short(missing.name)}'. Did you mean '${near}'?`,
      { fixes: here ? fix(`Change to '${near}'`, reference.expression, near) : [] },
    );
  }

  #variables(): readonly string[] {
    const prompts = promptsOf(this.#block).map(({ name }) => name);
    return [...fileVariables(this.#file).keys(), ...this.#scope.environment.keys(), ...prompts];
  }

  /** `{placeholders}` that have no value yet: they are asked for when the request is sent. */
  checkPlaceholders(): Problem[] {
    if (this.#block.kind !== 'request') return [];
    return this.#block.requestLine.url.placeholders.flatMap((placeholder) => {
      const { name } = placeholder;
      if (this.#resolver.placeholder(name).ok) return [];
      const message = `{${short(name)}} has no value yet: it is asked for when the request is sent. To keep it in the file, write "@${short(name)} = …" above the request.`;
      return [problem('placeholder-unresolved', placeholder, message)];
    });
  }
}

/** `login` of `login.response.body.$.id`. */
function requestOf(expression: string): string {
  return expression.slice(0, expression.indexOf('.'));
}

const named = new WeakMap<RequestFile, ReadonlySet<string>>();

/** The names of a file's requests. */
function namedRequests(file: RequestFile): ReadonlySet<string> {
  let names = named.get(file);
  if (names === undefined) {
    names = new Set(
      file.blocks.flatMap((block) => (block.kind === 'request' ? (requestName(block) ?? []) : [])),
    );
    named.set(file, names);
  }
  return names;
}
