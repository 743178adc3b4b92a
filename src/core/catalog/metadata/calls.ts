import type { OperationRecord } from '../../csdl/model.ts';
import { isCollection, itemType, shortName } from '../../csdl/names.ts';
import type { PathKeys, PathSegment } from '../path.ts';
import type { MetadataModel } from './model.ts';
import { type Place, withTemplate } from './place.ts';

/** What a call of an operation leads to, where the segment names it. */
export function called(
  model: MetadataModel,
  place: Place,
  operation: OperationRecord,
  { text, call }: PathSegment,
): readonly Place[] {
  const name = call?.name ?? text.replace(/\(\)$/, '');
  if (!model.isNamed(operation, name) || !takes(operation, call?.keys ?? [])) return [];
  const written = call
    ? `${name}(${operation.parameters.map(({ name: each }) => `${each}={${each}}`).join(',')})`
    : name;
  const returned = operation.returns === undefined ? undefined : itemType(operation.returns);
  const { type, ...here } = withTemplate(place, written);
  const next = {
    ...here,
    name: shortName(operation.name),
    collection: operation.returns !== undefined && isCollection(operation.returns),
    linked: false,
    way: [...place.way, { kind: 'operation' } as const],
    ...(returned === undefined ? {} : { type: returned }),
  };
  if (operation.kind === 'action') return [{ ...next, kind: 'action' }];
  const goesOn = returned !== undefined && model.full(returned)?.record.kind === 'entity';
  return [{ ...next, kind: goesOn ? 'objects' : 'function', restrictions: [] }];
}

/** Whether an overload has the parameters that are given. An action gets them in its body. */
function takes({ kind, parameters }: OperationRecord, given: PathKeys): boolean {
  if (kind === 'action') return given.length === 0;
  const names = new Set(given.flatMap(({ name }) => name?.toLowerCase() ?? []));
  const needed = parameters.filter(({ optional }) => optional !== true);
  const declared = new Set(parameters.map(({ name }) => name.toLowerCase()));
  if (names.size < given.length) return given.length <= parameters.length;
  return (
    [...names].every((name) => declared.has(name)) &&
    needed.every(({ name }) => names.has(name.toLowerCase()))
  );
}
