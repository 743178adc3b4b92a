import { nearestName } from '../catalog/nearest.ts';
import { promptsOf } from '../request/names.ts';
import { isVariableName } from '../request/references.ts';
import type { Block, Placeholder, Reference, RequestFile } from '../request/tree.ts';
import { fileUsage } from '../request/usage.ts';
import { fileVariables } from '../request/values/fileVariables.ts';
import { isPath } from '../request/values/jsonPath.ts';
import { Resolver } from '../request/values/resolver.ts';
import { isSecretVariable, type Scope, type Unresolved } from '../request/values/scope.ts';
import { Declarations } from './declare.ts';
import { firstIndex } from './halving.ts';
import { innerOf } from './names.ts';
import type { Problem } from './problem.ts';
import { fix, fixAll, problem, short } from './report.ts';

/** Headers that are left out of a send, with whatever they refer to. */
const LEFT_OUT = /^(?:authorization|host|content-length)$/i;

/** A search compares the name with every candidate: beyond these nobody waits for it. */
const MOST_SEARCHES = 200;
const MOST_CANDIDATES = 1000;
/** So many other places of a circle are shown. */
const MOST_RELATED = 10;

/** Values of a block beyond this are taken as unknown, in UTF-16 code units. */
const MOST_TEXT = 1024 * 1024;

/** A variable on the way into the references of references, and the next one in it to look at. */
interface Inner {
  readonly name: string;
  readonly inner: readonly string[];
  next: number;
}

/** The references of one block: their values, as far as they are known, and what is wrong with them. */
export class BlockReferences {
  readonly #block: Block;
  readonly #file: RequestFile;
  readonly #scope: Scope;
  readonly #resolver: Resolver;
  readonly #declarations: Declarations;
  readonly #texts = new Map<Reference, string | undefined>();
  readonly #anew = new Map<string, boolean>();
  /** UTF-16 code units of values that are still looked into: no URL or body that is sent is nearly as long. */
  #room = MOST_TEXT;
  /** How many names were searched for one that is like them. */
  #searches = 0;

  constructor(block: Block, file: RequestFile, scope: Scope) {
    this.#block = block;
    this.#file = file;
    this.#scope = scope;
    this.#resolver = new Resolver(file, scope, block);
    this.#declarations = new Declarations(block);
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
    const value = this.#resolver.expression(expression.text);
    if (!value.ok || (kind === 'variable' && this.#isMadeAnew(expression.text))) return undefined;
    this.#room -= value.value.length;
    return this.#room < 0 ? undefined : value.value;
  }

  /**
   * Whether the text of a variable with a known value takes part of it from a system variable or a secret. Each
   * variable is looked at once, however many refer to it.
   */
  #isMadeAnew(name: string): boolean {
    const path: Inner[] = [];
    const open = new Set<string>();
    const enter = (variable: string) => {
      path.push({ name: variable, inner: innerOf(this.#resolver.written(variable) ?? ''), next: 0 });
      open.add(variable);
    };
    if (!this.#anew.has(name)) enter(name);
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      const inner = at.inner[at.next++];
      if (inner === undefined) {
        this.#anew.set(at.name, false);
        path.pop();
      } else if (inner.startsWith('$') || isSecretVariable(inner) || this.#anew.get(inner) === true) {
        for (const each of path.splice(0)) this.#anew.set(each.name, true);
      } else if (!this.#anew.has(inner) && !open.has(inner)) enter(inner);
    }
    return this.#anew.get(name) === true;
  }

  /** References that would stop a send, or that an earlier request has to be sent for. */
  check(): Problem[] {
    return this.#block.references.flatMap((reference) => this.#checkOne(reference) ?? []);
  }

  #checkOne(reference: Reference): Problem | undefined {
    const { kind, expression } = reference;
    if (kind === 'invalid' || this.#isLeftOut(reference)) return undefined;
    const malformed = kind === 'response' ? malformedResponse(reference) : undefined;
    if (malformed !== undefined) return malformed;
    if (kind === 'response' && !this.#scope.responses.has(requestOf(expression.text))) {
      return this.#earlierRequest(reference);
    }
    const value = this.#resolver.expression(expression.text);
    if (value.ok) return undefined;
    const missing = value.missing.find(
      (each) => each.kind !== 'prompt' && this.#isSaidHere(each, expression.text),
    );
    if (missing === undefined) return undefined;
    if (missing.kind === 'circular') return this.#circular(reference, missing);
    return this.#unresolved(reference, missing);
  }

  #circular(reference: Reference, { reason, circle = [] }: Unresolved): Problem {
    const related = circle.slice(0, MOST_RELATED + 1).flatMap((name) => {
      const { variable, block } = fileVariables(this.#file).get(name) ?? {};
      if (variable === undefined || this.#file.blocks[block ?? -1] !== this.#block) return [];
      if (variable.start <= reference.start && reference.end <= variable.end) return [];
      return [{ span: variable, message: `${short(name)} is a part of the circle.` }];
    });
    return problem('reference-circular', reference, reason, { related });
  }

  #isLeftOut(reference: Reference): boolean {
    if (reference.place !== 'header' || this.#block.kind !== 'request') return false;
    const { headers } = this.#block;
    const header = headers[firstIndex(headers, ({ end }) => end >= reference.end)];
    return header !== undefined && header.start <= reference.start && LEFT_OUT.test(header.name.text);
  }

  /** What is missing inside the value of a file variable is said where that variable is written. */
  #isSaidHere(missing: Unresolved, expression: string): boolean {
    const inside = missing.kind === 'circular' || missing.name !== expression;
    const written = fileVariables(this.#file).has(expression);
    return !inside || !written || this.#block.variables.length > 0;
  }

  #earlierRequest(reference: Reference): Problem {
    const name = requestOf(reference.expression.text);
    if (fileUsage(this.#file).requests.has(name)) {
      const message = `This takes a value from the answer of '${short(name)}'. Send that request first.`;
      return problem('response-not-yet', reference, message);
    }
    const near = this.#nearest(name, () => fileUsage(this.#file).requests.keys());
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
    const isNew = missing.kind === 'variable' && !fileVariables(this.#file).has(missing.name);
    const near = isNew ? this.#nearest(missing.name, () => this.#variables()) : undefined;
    const here = near !== undefined && missing.name === reference.expression.text;
    return problem(
      'reference-unresolved',
      reference,
      near === undefined
        ? missing.reason
        : `There is no variable '${short(missing.name)}'. Did you mean '${near}'?`,
      {
        fixes: [
          ...(here ? fix(`Change to '${near}'`, reference.expression, near) : []),
          ...(reference.kind === 'system' ? insteadFixes(reference, missing.reason) : []),
          ...(isNew ? this.#declarations.fixesFor(missing.name) : []),
        ],
      },
    );
  }

  /** The name that was most likely meant, for as many problems as a person may see. */
  #nearest(name: string, candidates: () => Iterable<string>): string | undefined {
    if (this.#searches >= MOST_SEARCHES) return undefined;
    this.#searches++;
    return nearestName(name, [...candidates()].slice(0, MOST_CANDIDATES));
  }

  #variables(): readonly string[] {
    const prompts = promptsOf(this.#block).map(({ name }) => name);
    return [...fileVariables(this.#file).keys(), ...this.#scope.environment.keys(), ...prompts];
  }

  /** `{placeholders}` that have no value yet: they are asked for when the request is sent. */
  checkPlaceholders(): Problem[] {
    if (this.#block.kind !== 'request') return [];
    const { placeholders } = this.#block.requestLine.url;
    const open = placeholders.flatMap((placeholder) => {
      const { name } = placeholder;
      if (this.#resolver.placeholder(name).ok) return [];
      const asked = `{${short(name)}} has no value yet: it is asked for`;
      const message = isVariableName(name)
        ? `${asked} when the request is sent. To keep it in the file, write "@${short(name)} = …" above the request.`
        : `${asked} at each send. To keep a value in the file, write it in place of the braces.`;
      const fixes = fileVariables(this.#file).has(name) ? [] : this.#declarations.fixesFor(name);
      return [problem('placeholder-unresolved', placeholder, message, { fixes })];
    });
    return [...open, ...this.#literal(placeholders)];
  }

  /** Placeholders that a file variable fills: other tools send them as they stand. Said once for a URL. */
  #literal(placeholders: readonly Placeholder[]): Problem[] {
    const variables = fileVariables(this.#file);
    const filled = placeholders.filter(({ name }) => variables.has(name));
    const [first] = filled;
    if (first === undefined) return [];
    const message = `REST Client and httpYac send {${short(first.name)}} as it stands. Write {{${short(first.name)}}}, which takes the same value.`;
    const edits = filled.map(({ start, end, name }) => ({ span: { start, end }, newText: `{{${name}}}` }));
    const title = edits.length === 1 ? `Change to {{${short(first.name)}}}` : 'Change to double braces';
    return [problem('placeholder-literal', first, message, { fixes: fixAll(title, edits) })];
  }
}

/** `login` of `login.response.body.$.id`. */
function requestOf(expression: string): string {
  return expression.slice(0, expression.indexOf('.'));
}

/** A reference to an earlier answer that could not be followed, whatever the answer is. */
/** What stands here for a variable of another tool, where the reason says so. */
function insteadFixes({ expression }: Reference, reason: string): ReturnType<typeof fix> {
  const instead = /^Write \{\{(\$[^{}]+)\}\}\.$/.exec(reason)?.[1];
  return instead === undefined ? [] : fix(`Change to {{${instead}}}`, expression, instead);
}

function malformedResponse(reference: Reference): Problem | undefined {
  const { text } = reference.expression;
  const name = requestOf(text);
  const [, part, rest = ''] = /^[^.]*\.response(?:\.([^.]*)(?:\.(.*))?)?$/s.exec(text) ?? [];
  if (part === 'headers' && rest !== '') return undefined;
  if (part === 'body' && (rest === '*' || isPath(rest))) return undefined;
  const pathFrom = rest.startsWith('[') ? `$${rest}` : `$.${rest}`;
  if (part === 'body' && isPath(pathFrom)) {
    const right = `${name}.response.body.${pathFrom}`;
    const message = `A path into an answer starts with $. Write {{${short(right)}}}.`;
    return problem('reference-unresolved', reference, message, {
      fixes: fix(`Change to {{${short(right, 60)}}}`, reference.expression, right),
    });
  }
  const message = `This does not say what to take from the answer. Write {{${short(name)}.response.body.$.id}}, {{${short(name)}.response.body.*}} or {{${short(name)}.response.headers.ETag}}.`;
  return problem('reference-unresolved', reference, message);
}
