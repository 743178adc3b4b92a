import type { JsonObject } from '../send/outcome.ts';
import { commonHeaders, type SandboxAnswer } from './answer.ts';
import type { Call } from './call.ts';
import { contextUrl } from './context.ts';
import type { Preferences } from './prefer.ts';
import { presentObject } from './present.ts';
import type { StoredObject } from './store.ts';

/** The content type of Graph's objects. */
const OBJECT_TYPE = 'application/json;odata.metadata=minimal;charset=utf-8';

/** How a request wants an object answered. */
export interface Shape {
  /** Declared names that `$select` asks for; absent: everything that is returned by itself. */
  readonly selected?: readonly string[];
  readonly preferences: Preferences;
}

/** Headers of an answer that is about an object. */
export function objectHeaders({ service, request }: Call, { etag }: StoredObject): Record<string, string> {
  return { ...commonHeaders(request.ids, service.clock), 'odata-version': '4.0', etag };
}

/** 200 with the object: its context, its entity tag and type, and its properties. */
export function objectAnswer(
  call: Call,
  stored: StoredObject,
  { selected, preferences }: Shape,
): SandboxAnswer {
  const { resource, request } = call;
  const { unknownEnumMembers } = preferences;
  const properties = presentObject(resource.schema, stored.object, {
    unknownEnumMembers,
    ...(selected === undefined ? {} : { selected: new Set(selected) }),
  });
  const object: JsonObject = {
    '@odata.context': contextUrl(resource, request.origin, selected ?? []),
    '@odata.type': `#${resource.schema['x-graph'].type}`,
    '@odata.etag': stored.etag,
    ...properties,
  };
  const headers = { ...objectHeaders(call, stored), 'content-type': OBJECT_TYPE };
  return { status: 200, headers, body: JSON.stringify(object) };
}
