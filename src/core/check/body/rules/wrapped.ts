import type { Node } from 'jsonc-parser';
import type { ObjectSchema } from '../../../catalog/objectSchema.ts';
import { typeText } from '../../../catalog/typeText.ts';
import type { Visit } from '../../../catalog/walk.ts';
import { spanOf } from '../../json/edits.ts';
import type { Problem } from '../../problem.ts';
import { fix, problem, short } from '../../report.ts';
import { objectOf, type Subject } from '../subject.ts';

/**
 * The whole change inside of a property that is called as the object itself: `{ "user": { … } }` for a user, or
 * `{ "fields": { … } }` at `…/fields`. The URL says already what the body is about.
 */
export function wrapped(
  subject: Subject,
  { key, name = '', node }: Visit,
  owner: ObjectSchema,
  refused: boolean,
): Problem | undefined {
  const root = key === undefined ? undefined : objectOf(key);
  if (key === undefined || root === undefined || root.parent !== undefined || node.type !== 'object') {
    return undefined;
  }
  const others = (root.children ?? []).filter((each) => each !== key.parent && !isAnnotation(each));
  const wanted = [subject.request.lastName, owner.name === undefined ? undefined : typeText(owner.name)];
  const isSame = wanted.some((each) => each?.toLowerCase() === name.toLowerCase());
  if (others.length > 0 || !isSame) return undefined;
  const inner = subject.document.text.slice(node.offset, node.offset + node.length);
  const message = `The URL leads to this object already, so '${short(name)}' is taken for one of its properties. Send what it holds without the name around it.`;
  return problem(refused ? 'property-unknown' : 'property-similar', spanOf(key), message, {
    fixes: fix(`Take it out of '${short(name)}'`, spanOf(root), inner),
  });
}

function isAnnotation({ children }: Node): boolean {
  return String(children?.[0]?.value).startsWith('@');
}
