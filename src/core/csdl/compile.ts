import { isName, nameFault } from './elements.ts';
import { LeftOutCounter } from './leftOut.ts';
import { countDangling, linkTypes } from './link.ts';
import type { Draft, OperationMaking, TypeMaking } from './making.ts';
import { MemberNames } from './memberNames.ts';
import type { CsdlCounts, Metadata, TypeRecord } from './model.ts';
import { Names } from './names.ts';
import { OutsideAnnotations } from './outside.ts';
import { AnnotationReader, BlockPart, readBlocks } from './readAnnotations.ts';
import { type ContainerDraft, ContainerPart, rootsOf } from './readContainer.ts';
import { finishOperation, OperationPart } from './readOperation.ts';
import { typePart } from './readType.ts';
import type { Part, Tools } from './tools.ts';
import { type XmlElement, XmlError, type XmlVisitor } from './xml.ts';
import { XmlReader } from './xmlReader.ts';
import type { Lines } from './xmlWords.ts';

/** Where the parts of a schema stand in a document: `Edmx`, `DataServices`, `Schema`. */
const PART_DEPTH = 3;

/** Aliases that everybody gives the standard vocabularies, for documents that forget to declare them. */
const STANDARD_ALIASES: readonly (readonly [string, string])[] = [
  ['Core', 'Org.OData.Core.V1'],
  ['Capabilities', 'Org.OData.Capabilities.V1'],
  ['Validation', 'Org.OData.Validation.V1'],
];

/**
 * Compiles a CSDL document (OData CSDL XML 4.01), in pieces of any size.
 *
 * @example
 * const compiler = new CsdlCompiler();
 * for (const chunk of chunks) compiler.write(chunk);
 * const metadata = compiler.end();
 */
export class CsdlCompiler implements XmlVisitor {
  readonly #reader = new XmlReader(this, PART_DEPTH + 1);
  readonly #left = new LeftOutCounter();
  readonly #aliases = new Map(STANDARD_ALIASES);
  readonly #namespaces = new Set<string>();
  readonly #names = new Names(this.#aliases, this.#namespaces);
  readonly #annotations = new AnnotationReader(this.#names, this.#left);
  readonly #outside = new OutsideAnnotations();
  readonly #tools: Tools = {
    names: this.#names,
    left: this.#left,
    annotations: this.#annotations,
    outside: this.#outside,
    members: new MemberNames(),
    foreign: [],
  };
  readonly #types: Draft<TypeMaking>[] = [];
  readonly #operations: Draft<OperationMaking>[] = [];
  readonly #containers: ContainerDraft[] = [];
  #namespace = '';
  /** What is being read; undefined where it is not used. */
  #part: Part | undefined;
  /** Whether the last part was a block of annotations: they stand together. */
  #isBehindBlock = false;

  /**
   * Takes the next piece of the document.
   *
   * @throws XmlError where it is not well-formed, or no CSDL
   */
  write(chunk: string): void {
    this.#reader.write(chunk);
  }

  /** Where what comes next is, from 1. */
  get line(): number {
    return this.#reader.line;
  }

  /**
   * The whole document, once all of it was written.
   *
   * @throws XmlError where it is cut short, or holds no schema
   */
  end(): Metadata {
    this.#reader.end();
    if (this.#namespaces.size === 0) throw new XmlError('The document holds no schema.', 1, 1);
    this.#outside.settle(this.#names);
    const types = linkTypes(this.#types, this.#tools);
    const operations = this.#operations.map((each) => finishOperation(each, this.#tools));
    const containers = rootsOf(this.#containers, this.#tools);
    countDangling(types, this.#types, this.#operations, containers, this.#tools);
    for (const { target, line } of this.#outside.untaken()) {
      this.#left.add('An annotation is for something that is not there.', target, line, true);
    }
    const { roots, imports } = containers;
    return {
      aliases: Object.fromEntries(
        [...this.#aliases].filter(([, namespace]) => this.#namespaces.has(namespace)),
      ),
      namespaces: [...this.#namespaces],
      types,
      operations,
      roots,
      imports,
      counts: {
        schemas: this.#namespaces.size,
        ...countsOf(types.values()),
        actions: operations.filter(({ kind }) => kind === 'action').length,
        functions: operations.filter(({ kind }) => kind === 'function').length,
        entitySets: roots.filter(({ kind }) => kind === 'entitySet').length,
        singletons: roots.filter(({ kind }) => kind === 'singleton').length,
        annotations: this.#annotations.count,
      },
      leftOut: this.#left.list(),
    };
  }

  enter(element: XmlElement, depth: number): void {
    if (depth === PART_DEPTH) {
      this.#isBehindBlock = element.name === 'Annotations';
      this.#part = this.#begin(element);
    } else this.#frame(element, depth);
  }

  leave(depth: number): void {
    if (depth === PART_DEPTH) this.#part?.end();
    else if (depth === PART_DEPTH - 1) this.#namespace = '';
  }

  element(element: XmlElement): void {
    this.#part?.take(element);
  }

  readUsual(text: string, start: number, lines: Lines, depth: number): number {
    if (depth > PART_DEPTH) return this.#part?.readUsual?.(text, start, lines) ?? start;
    return depth === PART_DEPTH && this.#isBehindBlock ? readBlocks(text, start, lines, this.#tools) : start;
  }

  /** What is around the parts of schemas. */
  #frame(element: XmlElement, depth: number): void {
    const { name, line } = element;
    if (depth === 0 && name !== 'Edmx') {
      throw new XmlError(`This is no OData metadata: it begins with ${name}, not with edmx:Edmx.`, line, 1);
    }
    const namespace = element.attribute('Namespace') ?? '';
    const alias = element.attribute('Alias') ?? '';
    if (name === 'Include' && namespace && alias) this.#aliases.set(alias, namespace);
    if (depth !== PART_DEPTH - 1) return;
    this.#namespace = namespace;
    if (name === 'Schema') this.#schema(namespace, alias, line);
    else if (name !== 'Include') {
      this.#left.add(`The element ${name} is not used.`, element.attribute('Name') ?? '', line, false);
    }
  }

  #begin(element: XmlElement): Part | undefined {
    const { name, line } = element;
    const namespace = this.#namespace;
    switch (name) {
      case 'EntityType':
      case 'ComplexType':
      case 'EnumType':
      case 'TypeDefinition':
        if (!this.#isNamed(element, 'A type', `${namespace}.`)) return undefined;
        return noted(typePart(element, namespace, this.#tools), this.#types);
      case 'Action':
      case 'Function':
        if (!this.#isNamed(element, 'An action or function', namespace)) return undefined;
        return noted(new OperationPart(element, namespace, this.#tools), this.#operations);
      case 'EntityContainer':
        return noted(new ContainerPart(element, namespace), this.#containers);
      case 'Annotations':
        return new BlockPart(element, this.#tools);
      default:
        this.#left.add(`The element ${name} is not used.`, element.attribute('Name') ?? '', line, false);
        return undefined;
    }
  }

  #isNamed(element: XmlElement, what: string, example: string): boolean {
    const name = element.attribute('Name') ?? '';
    const fault = nameFault(name, what);
    const odd = name === '' ? example : `${this.#namespace}.${name}`;
    if (fault !== undefined) this.#left.add(fault, odd, element.line, true);
    return fault === undefined;
  }

  #schema(namespace: string, alias: string, line: number): void {
    if (!namespace.split('.').every(isName)) {
      const what =
        namespace === ''
          ? 'A schema has no namespace.'
          : 'A schema has a namespace that CSDL does not allow.';
      this.#left.add(what, namespace, line, true);
      this.#namespace = '';
      return;
    }
    this.#namespaces.add(namespace);
    if (alias === '') return;
    const other = this.#aliases.get(alias);
    if (other !== undefined && other !== namespace && this.#namespaces.has(other)) {
      const what = 'An alias stands for two namespaces: the last one counts.';
      this.#left.add(what, `${alias} → ${other}, ${namespace}`, line, true);
    }
    this.#aliases.set(alias, namespace);
  }
}

/** A part, what is read of it being noted. */
function noted<T, P extends Part & { readonly draft: T }>(part: P, drafts: T[]): P {
  drafts.push(part.draft);
  return part;
}

function countsOf(
  types: Iterable<TypeRecord>,
): Omit<CsdlCounts, 'schemas' | 'actions' | 'functions' | 'entitySets' | 'singletons' | 'annotations'> {
  const counts = {
    entityTypes: 0,
    complexTypes: 0,
    enumTypes: 0,
    enumMembers: 0,
    typeDefinitions: 0,
    properties: 0,
    navigationProperties: 0,
  };
  for (const type of types) {
    switch (type.kind) {
      case 'enum':
        counts.enumTypes++;
        counts.enumMembers += type.members.length;
        break;
      case 'typedef':
        counts.typeDefinitions++;
        break;
      default:
        if (type.kind === 'entity') counts.entityTypes++;
        else counts.complexTypes++;
        counts.properties += type.properties.length;
        counts.navigationProperties += type.navigation.length;
    }
  }
  return counts;
}
