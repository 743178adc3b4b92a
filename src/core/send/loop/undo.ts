import type { ResourceSchema } from '../../catalog/schema.ts';
import { anySchema } from '../../change/anySchema.ts';
import { sameMeaning } from '../../change/compare/compare.ts';
import { exactJson, joined } from '../../change/exact.ts';
import { isObject, ownValue, setOwn } from '../../change/json.ts';
import { applyPatch } from '../../change/merge.ts';
import { inversePatch } from '../../change/restore/inverse.ts';
import { inversePut, isLink, putChanges } from '../../change/restore/inversePut.ts';
import type { Lost, LostReason } from '../../change/restore/restorable.ts';
import { sideText } from '../../change/show/texts.ts';
import { isSecretProperty } from '../../change/traits.ts';
import { declaredProperty, rootType } from '../../change/types.ts';
import { isLiteralHeader, literalJson, literalUrl, oneLine } from '../../request/literal.ts';
import type { ResolvedRequest } from '../../request/message.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import type { Baseline, ObjectState } from './baseline.ts';
import { objectName } from './objectName.ts';
import { changeOf } from './select.ts';

/** A change that is to be undone. */
export interface UndoFacts {
  /** A PATCH unless told. */
  readonly method?: string;
  readonly schema: ResourceSchema | undefined;
  /** As it was sent: absolute, or a path. */
  readonly url: string;
  /** The body, as it was sent. */
  readonly patch: JsonObject;
  readonly before: ObjectState;
  /** The object as the change left it, where it was returned or read. */
  readonly left: JsonObject | undefined;
  /** The object now. */
  readonly now: Baseline | undefined;
  /** Where it was changed, as a person reads it. */
  readonly environment: string;
  /** When it was changed, in milliseconds since 1970. */
  readonly time: number;
}

/** A request that undoes a change, or why there is none. */
export type Undo =
  | { readonly kind: 'request'; readonly text: string }
  | { readonly kind: 'nothing'; readonly reasons: readonly string[] };

/**
 * Whether what a request changed can be put back: it was a PATCH, and what it touched was read before; or a PUT, which
 * replaces more than its body names, and the whole object was.
 */
export function canUndo(
  request: Pick<ResolvedRequest, 'method' | 'body'>,
  baseline: Baseline | undefined,
): baseline is ObjectState {
  if (changeOf(request) === undefined || baseline?.kind !== 'read') return false;
  return request.method === 'PATCH' || baseline.selected === undefined;
}

/** Why a request cannot be undone, as a sentence with the way out. */
export function noUndoBecause(
  request: Pick<ResolvedRequest, 'method' | 'body'>,
  baseline: Baseline | undefined,
): string {
  if (changeOf(request) === undefined) return NO_CHANGE;
  if (baseline?.kind === 'read') return NOT_WHOLE;
  if (baseline?.status === 404 && request.method === 'PUT') return WAS_NEW;
  return baseline?.kind === 'unread' ? `${NOT_READ} ${baseline.message}` : NOT_READ;
}

const NOT_READ =
  'This change cannot be undone from here: what the object was before was not read (setting graphHttp.send.readBefore).';
const NOT_WHOLE =
  'This PUT cannot be undone from here: it replaced the whole object, and only a part of it was read before.';
const WAS_NEW = 'There was no such object before this PUT: to undo it, send a DELETE to the same URL.';
const NO_CHANGE = 'Only a PATCH or PUT with a JSON object can be undone from here.';

/**
 * Whether the undoing of a change has anything to put back, or to say of what cannot be: it has not where every
 * value that was sent was there before.
 */
export function isUndoOfUse(
  schema: ResourceSchema | undefined,
  patch: JsonObject,
  before: ObjectState,
  method = 'PATCH',
): boolean {
  const root = schema ?? anySchema(before.object, patch);
  if (method === 'PUT') return putChanges(root, patch, before);
  const { body, lost } = inversePatch(root, patch, before);
  return lost.length > 0 || Object.keys(body).length > 0;
}

/** The text of a request that puts back what a change has changed, with what it cannot put back above it. */
export function undoRequest(facts: UndoFacts): Undo {
  const { method = 'PATCH', patch, before, left, now, url, environment, time } = facts;
  const replaces = method === 'PUT';
  const schema = facts.schema ?? anySchema(before.object, patch);
  const { body, lost } = (replaces ? inversePut : inversePatch)(schema, patch, before);
  const reasons = lost.map(reasonText);
  if (Object.keys(body).length === 0) return { kind: 'nothing', reasons };
  const { prompts, filled } = withPrompts(body, lost);
  const state = now?.kind === 'read' ? now : undefined;
  const etag = state?.etag !== undefined && isLiteralHeader(state.etag) ? state.etag : undefined;
  const expected = joined(applyPatch(schema, replaces ? {} : before.object, patch).after, left ?? {});
  const told = replaces && left === undefined ? knownIn(body, expected) : body;
  const comments = [
    isLink(patch)
      ? `Sets the link again that there was in ${environment} before ${timeText(time)}.`
      : replaces
        ? `Replaces the object by what it was in ${environment} before ${timeText(time)}.`
        : `Puts back what was changed in ${environment} on ${timeText(time)}.`,
    ...(replaces && facts.schema === undefined && !isLink(patch) ? [UNKNOWN_RESOURCE] : []),
    ...(reasons.length === 0 ? [] : ['Not put back:', ...reasons.map((reason) => `- ${reason}`)]),
    ...changedSince(schema, told, expected, state),
    ...(now?.kind === 'unread' ? [`Whether somebody has changed it since is not known. ${now.message}`] : []),
    'What the change has set off elsewhere, such as messages or ended sign-ins, is not undone.',
  ];
  const lines = [
    `### Undo the change of ${oneLine(objectName(url))}`,
    ...comments.map((comment) => `# ${oneLine(comment)}`),
    ...prompts.map(({ name, path }) => `# @prompt ${name} ${oneLine(path)}, to be set again`),
    `${method} ${literalUrl(url)}`,
    'Content-Type: application/json',
    ...(etag === undefined ? [] : [`If-Match: ${etag}`]),
    '',
    bodyText(filled, prompts),
    '',
  ];
  return { kind: 'request', text: lines.join('\n') };
}

const UNKNOWN_RESOURCE =
  'Graph HTTP does not know this resource: remove what the service sets itself from the body.';

/** The properties of a body of which it is known what the change left. */
function knownIn(body: JsonObject, expected: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => Object.hasOwn(expected, name)));
}

/** A value that the person is asked for when the request is sent. */
interface Prompt {
  /** Of the variable. */
  readonly name: string;
  readonly path: string;
  /** What stands for the reference while the body is an object: nobody else can know it. */
  readonly mark: string;
}

/** The body as a text in which two braces of a value are no reference, and prompts are. */
function bodyText(body: JsonObject, prompts: readonly Prompt[]): string {
  const text = literalJson(exactJson(body, undefined, 2));
  return prompts.reduce(
    (filled, { name, mark }) => filled.replace(JSON.stringify(mark), () => `"{{${name}}}"`),
    text,
  );
}

/** The body with a question for each value that would be cleared if it were left out. */
function withPrompts(
  body: JsonObject,
  lost: readonly Lost[],
): { readonly filled: JsonObject; readonly prompts: readonly Prompt[] } {
  const prompts: Prompt[] = [];
  let filled = body;
  for (const { path, needed } of lost) {
    if (needed !== true || path.includes('[')) continue;
    const steps = path.split('.');
    const mark = crypto.randomUUID();
    const changed = withValueAt(filled, steps, mark);
    if (changed === undefined) continue;
    filled = changed;
    prompts.push({ name: promptName(steps.at(-1) ?? '', prompts), path, mark });
  }
  return { filled, prompts };
}

/** A variable that is called like the property, so that a password is asked for as one. */
function promptName(property: string, prompts: readonly Prompt[]): string {
  const name = property.replace(/\W/g, '_');
  return prompts.some((prompt) => prompt.name === name) ? `${name}_${prompts.length + 1}` : name;
}

/** A copy with a value at a path; undefined where the path leads nowhere. */
function withValueAt(object: JsonObject, steps: readonly string[], value: string): JsonObject | undefined {
  const [step = '', ...rest] = steps;
  const copy = joined(object);
  if (rest.length === 0) {
    setOwn(copy, step, value);
    return copy;
  }
  const inner = ownValue(object, step);
  const changed = isObject(inner) ? withValueAt(inner, rest, value) : undefined;
  if (changed === undefined) return undefined;
  setOwn(copy, step, changed);
  return copy;
}

/** What somebody else has changed since, and would be overwritten. */
function changedSince(
  schema: ResourceSchema,
  body: JsonObject,
  expected: JsonObject,
  state: ObjectState | undefined,
): readonly string[] {
  if (state === undefined) return [];
  const type = rootType(schema);
  const changed = Object.keys(body).filter(
    (name) => !name.includes('@') && !sameMeaning(ownValue(expected, name), ownValue(state.object, name)),
  );
  return changed.map((name) => {
    const secret = isSecretProperty(declaredProperty(type, name)?.schema, name);
    const now = sideText(ownValue(state.object, name), { known: true, secret });
    return `Changed again since: ${name} is ${now} now. This request overwrites that.`;
  });
}

const REASONS: Readonly<Record<LostReason, string>> = {
  'write-only': 'it is never returned, so nobody knows what it was',
  'not-read': 'it was not read before the change',
  masked: 'it was kept masked, because it may be a secret',
  'had-none': 'it had no value, and takes no null',
  link: 'links are not read before a change',
  'read-form': 'it is returned in a form that cannot be sent',
  'too-deep': 'it is nested too deep',
};

function reasonText({ path, reason, needed }: Lost): string {
  const asked =
    needed === true && !path.includes('[') ? '; you are asked for it, for it would be cleared' : '';
  return `${path}: ${REASONS[reason]}${asked}.`;
}

function timeText(time: number): string {
  return new Date(time)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC');
}
