import { InsideAnnotations, joined } from './annotations.ts';
import { booleanOf, leaveChildren, leaveElements, leaveOut } from './elements.ts';
import { describe } from './finishType.ts';
import type { Draft, OperationMaking } from './making.ts';
import type { OperationRecord } from './model.ts';
import { isTagged, TERMS } from './terms.ts';
import type { ReadingTools, Tools } from './tools.ts';
import type { XmlElement } from './xml.ts';

/** Reads an action or function as far as its element goes. */
export function readOperation(
  element: XmlElement,
  namespace: string,
  tools: ReadingTools,
): Draft<OperationMaking> {
  const inside = new InsideAnnotations();
  const operation: OperationMaking = {
    kind: element.name === 'Action' ? 'action' : 'function',
    name: `${namespace}.${element.attribute('Name') ?? ''}`,
    parameters: [],
  };
  for (let child = element.first; child; child = child.next) {
    const type = child.attribute('Type');
    switch (child.name) {
      case 'Parameter': {
        const name = child.attribute('Name') ?? '';
        operation.parameters.push({ name, type: type ?? 'Edm.String' });
        inside.add(tools.annotations.read(child), name);
        leaveElements(child, tools.left);
        break;
      }
      case 'ReturnType':
        if (type !== undefined) operation.returns = type;
        leaveChildren(child, tools);
        break;
      default:
        leaveOut(child, element, tools.left);
    }
  }
  const bindingType = operation.parameters[0]?.type;
  if (booleanOf(element, 'IsBound') && bindingType !== undefined) operation.boundTo = bindingType;
  if (booleanOf(element, 'IsComposable')) operation.composable = true;
  inside.add(tools.annotations.read(element));
  return { record: operation, inside, line: element.line };
}

/** Completes an action or function: full names, what is said of it, and its parameters but that of the binding. */
export function finishOperation(
  { record: operation, inside }: Draft<OperationMaking>,
  { names, outside }: Tools,
): OperationRecord {
  const { name, parameters, returns, boundTo } = operation;
  for (const parameter of parameters) parameter.type = names.type(parameter.type);
  if (returns !== undefined) operation.returns = names.type(returns);
  const ofOverload = outside.of(`${name}(${parameters.map(({ type }) => type).join(',')})`, inside);
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
