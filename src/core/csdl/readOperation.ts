import { InsideAnnotations, joined } from './annotations.ts';
import { booleanOf, leaveChildren, leaveElements, leaveOut } from './elements.ts';
import { describe } from './finishType.ts';
import type { Draft, OperationMaking } from './making.ts';
import type { OperationRecord } from './model.ts';
import { isTagged, TERMS } from './terms.ts';
import type { Part, ReadingTools, Tools } from './tools.ts';
import type { XmlElement } from './xml.ts';
import { BLANK, VALUE } from './xmlWords.ts';

/** A parameter or the type of the result, as they are usually written. */
const USUAL = new RegExp(
  `${BLANK}<(?:Parameter Name="(${VALUE})"|ReturnType) Type="(${VALUE})"(?: Nullable="(?:true|false)")?(?: Unicode="(?:true|false)")? ?/>`,
  'y',
);

/** An action or function while it is read. */
export class OperationPart implements Part {
  readonly draft: Draft<OperationMaking>;
  private readonly element: XmlElement;
  private readonly tools: ReadingTools;

  /** @param element of which only the attributes are known */
  constructor(element: XmlElement, namespace: string, tools: ReadingTools) {
    const record: OperationMaking = {
      kind: element.name === 'Action' ? 'action' : 'function',
      name: `${namespace}.${element.attribute('Name') ?? ''}`,
      parameters: [],
    };
    this.draft = { record, inside: new InsideAnnotations(), line: element.line };
    this.element = element;
    this.tools = tools;
  }

  readUsual(text: string, start: number): number {
    const { record } = this.draft;
    USUAL.lastIndex = start;
    let end = start;
    for (let found = USUAL.exec(text); found; found = USUAL.exec(text)) {
      const name = found[1];
      const type = found[2] ?? '';
      if (name === undefined) record.returns = type;
      else record.parameters.push({ name, type });
      end = USUAL.lastIndex;
    }
    return end;
  }

  take(child: XmlElement): void {
    const { record, inside } = this.draft;
    const { annotations, left } = this.tools;
    const type = child.attribute('Type');
    switch (child.name) {
      case 'Parameter': {
        const name = child.attribute('Name') ?? '';
        record.parameters.push({ name, type: type ?? 'Edm.String' });
        inside.add(annotations.read(child), name);
        leaveElements(child, left);
        return;
      }
      case 'ReturnType':
        if (type !== undefined) record.returns = type;
        leaveChildren(child, this.tools);
        return;
      case 'Annotation':
        this.element.append(child);
        return;
      default:
        leaveOut(child, this.element, left);
    }
  }

  end(): void {
    const { record, inside } = this.draft;
    const bindingType = record.parameters[0]?.type;
    if (booleanOf(this.element, 'IsBound') && bindingType !== undefined) record.boundTo = bindingType;
    if (booleanOf(this.element, 'IsComposable')) record.composable = true;
    inside.add(this.tools.annotations.read(this.element));
  }
}

/** Completes an action or function: full names, what is said of it, and its parameters but that of the binding. */
export function finishOperation(
  { record: operation, inside }: Draft<OperationMaking>,
  { names, outside }: Tools,
): OperationRecord {
  const { name, parameters, returns, boundTo } = operation;
  for (const parameter of parameters) parameter.type = names.type(parameter.type);
  if (returns !== undefined) operation.returns = names.type(returns);
  const ofOverload = outside.ofOverload(name, () => parameters.map(({ type }) => type), inside);
  for (const parameter of parameters) {
    const said = ofOverload?.(parameter.name);
    if (said && isTagged(said, TERMS.optional)) parameter.optional = true;
  }
  const about = joined(outside.of(name)?.(), ofOverload?.());
  if (about) describe(operation, about);
  if (boundTo !== undefined) {
    operation.boundTo = names.type(boundTo);
    operation.parameters = parameters.slice(1);
  }
  return operation;
}
