import type { OperationRecord } from '../../csdl/model.ts';
import { isCollection, itemType, shortName } from '../../csdl/names.ts';
import { pathSegments } from '../path.ts';
import type { PathStep } from '../resource.ts';
import { keyPlaceholder } from './links.ts';
import type { FullType, MetadataModel } from './model.ts';
import type { Place } from './place.ts';
import { walkPath } from './walk.ts';

/** Says what an update of a path that ends in a place means, where there is one. */
export type UpdateAt = (place: Place) => PathStep['update'];

/** What may follow the places that a path leads to, in the order in which a person looks for it. */
export function stepsFrom(
  model: MetadataModel,
  places: readonly Place[],
  updateAt: UpdateAt,
): readonly PathStep[] {
  const steps = new Map<string, PathStep>();
  for (const place of places) {
    for (const step of nextSteps(model, place)) {
      const key = step.text.toLowerCase();
      if (!steps.has(key)) steps.set(key, withUpdate(model, place, step, updateAt));
    }
  }
  return [...steps.values()];
}

function nextSteps(model: MetadataModel, place: Place): readonly PathStep[] {
  const type = model.full(place.type ?? '');
  if (place.kind === 'start') return [...rootSteps(model), ...operationSteps(model.unbound())];
  if (!type) return [];
  if (place.kind === 'values') return place.collection ? [] : memberSteps(model, type);
  if (place.kind !== 'objects') return [];
  if (!place.collection) {
    const content = type.stream
      ? [step('$value', 'property', false, 'The content of the object.', 'Edm.Stream')]
      : [];
    return [
      ...memberSteps(model, type),
      ...castSteps(model, type),
      ...content,
      ...boundSteps(model, type, false),
    ];
  }
  const key = step(`{${keyPlaceholder(type.record.name)}}`, 'key', true, keyText(type), type.record.name);
  return [key, ...castSteps(model, type), ...boundSteps(model, type, true)];
}

function rootSteps(model: MetadataModel): readonly PathStep[] {
  return model.roots.map(({ kind, name, type, description }) => {
    const text = description ?? model.full(type)?.record.description;
    const held = kind === 'entitySet' ? `Collection(${type})` : type;
    return { ...step(name, kind, true, text, held), ...namedKeys(model, held) };
  });
}

/** The names that keys in parentheses may have, where a collection has others than its own. */
function namedKeys(model: MetadataModel, type: string): Pick<PathStep, 'namedKeys'> {
  const full = isCollection(type) ? model.full(itemType(type)) : undefined;
  if (full === undefined || full.alternateKeys.length === 0) return {};
  return { namedKeys: [...(full.key.length > 0 ? [full.key] : []), ...full.alternateKeys] };
}

function memberSteps(model: MetadataModel, type: FullType): readonly PathStep[] {
  const navigation = [...type.navigation.values()].map(({ record }): PathStep => {
    const text = record.description ?? describedType(model, record.type);
    const leads = {
      ...step(record.name, 'navigation', true, text, record.type),
      ...namedKeys(model, record.type),
    };
    return record.contained === true ? leads : { ...leads, linked: true };
  });
  const values = [...type.properties.values()].map(({ record }) => {
    const complex = !isCollection(record.type) && model.full(record.type) !== undefined;
    return step(record.name, 'property', complex, record.description, record.type);
  });
  return [...navigation, ...values];
}

function castSteps(model: MetadataModel, { record }: FullType): readonly PathStep[] {
  return (record.derived ?? []).map((name) =>
    step(
      name,
      'cast',
      true,
      model.full(name)?.record.description ?? `Only where it is ${article(shortName(name))}.`,
      name,
    ),
  );
}

function boundSteps(model: MetadataModel, type: FullType, collection: boolean): readonly PathStep[] {
  return operationSteps(model.operations(type.record.name, collection));
}

function operationSteps(operations: readonly OperationRecord[]): readonly PathStep[] {
  return operations.map(({ kind, name, parameters, returns, composable, description }) => {
    const given = kind === 'function' ? parameters.filter(({ optional }) => optional !== true) : [];
    const list = given.map((each) => `${each.name}={${each.name}}`).join(',');
    const call = kind === 'function' ? `(${list})` : '';
    return step(`${shortName(name)}${call}`, kind, composable === true, description, returns);
  });
}

function step(
  text: string,
  kind: PathStep['kind'],
  continues: boolean,
  description: string | undefined,
  type: string | undefined,
): PathStep {
  return {
    text,
    kind,
    continues,
    ...(description === undefined ? {} : { description }),
    ...(type === undefined ? {} : { type }),
  };
}

function withUpdate(model: MetadataModel, place: Place, next: PathStep, updateAt: UpdateAt): PathStep {
  if (next.kind === 'action' || !changesObject(model, next)) return next;
  const path = `/${[...place.template, next.text].join('/')}`;
  const [end] = walkPath(model, pathSegments(path)).ends;
  const update = end && updateAt(end);
  return update ? { ...next, update } : next;
}

/** Whether the step ends at one object or complex value; a list is no end of an update. */
function changesObject(model: MetadataModel, { kind, type }: PathStep): boolean {
  if (type === undefined || kind === 'entitySet' || isCollection(type)) return false;
  return model.full(type) !== undefined;
}

function describedType(model: MetadataModel, type: string): string | undefined {
  return model.full(itemType(type))?.record.description;
}

function keyText({ record, key, alternateKeys }: FullType): string {
  const name = key.length > 0 ? key.join(' and ') : 'id';
  const others = alternateKeys.map((each) => each.join(' and '));
  const also = others.length > 0 ? ` (or ${others.join(', ')}, in parentheses)` : '';
  return `The ${name}${also} of one ${shortName(record.name)}.`;
}

function article(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}
