import type { Node } from 'jsonc-parser';
import { removeProperty } from '../json/edits.ts';
import type { Fix } from '../problem.ts';
import { fixAll, short } from '../report.ts';
import { propertyNode, type Subject } from './subject.ts';

/** A fix that takes the property out of the body. */
export function removal(subject: Subject, key: Node, preferred: boolean): readonly Fix[] {
  const name = short(String(key.value), 40);
  return fixAll(`Remove '${name}'`, removeProperty(subject.document.text, propertyNode(key)), preferred);
}

/** A fix that takes an item out of its list. */
export function itemRemoval(subject: Subject, item: Node): readonly Fix[] {
  return fixAll('Remove the item', removeProperty(subject.document.text, item));
}
