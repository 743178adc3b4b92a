import type { ResourceSchema } from '../../catalog/schema.ts';
import { anySchema } from '../../change/anySchema.ts';
import { sameMeaning } from '../../change/compare.ts';
import { isAnnotation, ownValue } from '../../change/json.ts';
import { sideText } from '../../change/texts.ts';
import { isSecretProperty } from '../../change/traits.ts';
import { declaredProperty, rootType } from '../../change/types.ts';
import type { JsonObject } from '../outcome.ts';
import type { Baseline, ObjectState } from './baseline.ts';
import { selectFor } from './select.ts';

/**
 * What somebody else has changed of what a change touches, between two looks at the object: one sentence for each
 * property, secrets masked.
 *
 * @param then what the change was made for
 */
export function changedMeanwhile(
  schema: ResourceSchema | undefined,
  patch: JsonObject,
  then: Baseline | undefined,
  now: ObjectState,
): readonly string[] {
  if (then?.kind !== 'read') return ['The object has changed since; what it was before was not read.'];
  const type = rootType(schema ?? anySchema(then.object, now.object, patch));
  const changed = selectFor(schema, patch).filter(
    (name) => !isAnnotation(name) && !sameMeaning(ownValue(then.object, name), ownValue(now.object, name)),
  );
  if (changed.length === 0) {
    return ['Somebody has changed the object since, but nothing that this change touches.'];
  }
  return changed.map((name) => {
    const secret = isSecretProperty(declaredProperty(type, name)?.schema, name);
    const [was, is] = [then, now].map(({ object }) =>
      sideText(ownValue(object, name), { known: true, secret }),
    );
    return `Changed meanwhile by somebody else: ${name}: ${was} → ${is}.`;
  });
}
