import { type Annotations, InsideAnnotations, valueOfTerm } from './annotations.ts';
import { isName, leaveChildren, leaveOut, nameFault } from './elements.ts';
import { describe } from './finishType.ts';
import type { Making } from './making.ts';
import type { ImportRecord, RootRecord } from './model.ts';
import { TERMS, updateOf } from './terms.ts';
import type { Part, Tools } from './tools.ts';
import type { XmlElement } from './xml.ts';

/** An entity container as it was read. */
export interface ContainerDraft {
  readonly element: XmlElement;
  readonly namespace: string;
}

/** An entity container while it is read. */
export class ContainerPart implements Part {
  readonly draft: ContainerDraft;

  constructor(element: XmlElement, namespace: string) {
    this.draft = { element, namespace };
  }

  take(child: XmlElement): void {
    this.draft.element.append(child);
  }

  end(): void {
    // It is read when all names are known.
  }
}

/** What a path may begin with. */
export interface Roots {
  readonly roots: readonly RootRecord[];
  readonly imports: readonly ImportRecord[];
  /** Where each of them stands, from 1, by its name. */
  readonly lines: ReadonlyMap<string, number>;
}

/** What a path may begin with, by all entity containers (CSDL 4.01, section 13). */
export function rootsOf(containers: readonly ContainerDraft[], tools: Tools): Roots {
  const roots = new Map<string, Making<RootRecord>>();
  const imports: ImportRecord[] = [];
  const lines = new Map<string, number>();
  for (const { element, namespace } of containers) {
    const container = `${namespace}.${element.attribute('Name') ?? ''}`;
    const inside = new InsideAnnotations();
    inside.add(tools.annotations.read(element));
    const own: Making<RootRecord>[] = [];
    for (let child = element.first; child; child = child.next) {
      const name = child.attribute('Name') ?? '';
      switch (child.name) {
        case 'EntitySet':
        case 'Singleton':
          if (isNew(child, roots, tools)) {
            const root = rootOf(child, container, tools);
            inside.add(tools.annotations.read(child), name);
            roots.set(name, root);
            own.push(root);
            lines.set(name, child.line);
          }
          break;
        case 'ActionImport':
        case 'FunctionImport':
          imports.push(...importOf(child, tools));
          lines.set(name, child.line);
          break;
        default:
          leaveOut(child, element, tools.left);
      }
    }
    const said = tools.outside.of(container, inside);
    // What is said of the container itself has no use, but it is for something that is there.
    said?.();
    for (const each of own) annotate(each, said?.(each.name));
  }
  return { roots: [...roots.values()], imports, lines };
}

/** Whether an entity set or singleton can be taken over: it has a name, and none before it has the same. */
function isNew(element: XmlElement, roots: ReadonlyMap<string, unknown>, { left }: Tools): boolean {
  const name = element.attribute('Name') ?? '';
  const fault = nameFault(name, 'An entity set or singleton');
  if (fault === undefined && !roots.has(name)) return true;
  const twice = 'An entity set or singleton is declared twice: the first one counts.';
  left.add(fault ?? twice, name, element.line, true);
  return false;
}

function importOf(element: XmlElement, tools: Tools): readonly ImportRecord[] {
  const kind = element.name === 'ActionImport' ? 'actionImport' : 'functionImport';
  const name = element.attribute('Name') ?? '';
  const operation = element.attribute(element.name === 'ActionImport' ? 'Action' : 'Function') ?? '';
  leaveChildren(element, tools);
  if (isName(name) && operation !== '') return [{ kind, name, operation: tools.names.full(operation) }];
  const fault = name !== '' && operation !== '' ? nameFault(name, 'An import') : undefined;
  tools.left.add(fault ?? 'An import has no name, or no action or function.', name, element.line, true);
  return [];
}

function rootOf(element: XmlElement, container: string, tools: Tools): Making<RootRecord> {
  const bindings = new Map<string, string>();
  for (let child = element.first; child; child = child.next) {
    if (child.name !== 'NavigationPropertyBinding') {
      leaveOut(child, element, tools.left);
      continue;
    }
    const path = child.attribute('Path');
    const target = child.attribute('Target');
    leaveChildren(child, tools);
    if (path && target) bindings.set(tools.names.path(path), target.replace(`${container}/`, ''));
  }
  const type = element.attribute('EntityType') ?? element.attribute('Type') ?? '';
  return {
    kind: element.name === 'EntitySet' ? 'entitySet' : 'singleton',
    name: element.attribute('Name') ?? '',
    type: tools.names.type(type),
    ...(bindings.size > 0 ? { bindings: Object.fromEntries(bindings) } : {}),
  };
}

function annotate(root: Making<RootRecord>, annotations: Annotations | undefined): void {
  if (annotations === undefined) return;
  describe(root, annotations);
  const value = valueOfTerm(annotations, TERMS.update);
  const update = value === undefined ? undefined : updateOf(value);
  if (update) root.update = update;
}
