import type { ResourceSchema } from '../../catalog/schema.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { commonHeaders, type SandboxAnswer } from '../answer.ts';
import type { Call } from '../call.ts';
import { contextUrl } from '../objects/addresses.ts';
import { presentObject } from '../objects/present.ts';
import type { StoredObject } from '../objects/store.ts';
import type { Preferences } from './prefer.ts';

/** The content type of Graph's objects. */
export const OBJECT_TYPE = 'application/json;odata.metadata=minimal;charset=utf-8';

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
  const schema = call.objects.schemaOf(stored);
  const object: JsonObject = {
    '@odata.context': contextUrl(call, selected ?? []),
    ...objectBody(schema, stored, { preferences, ...(selected === undefined ? {} : { selected }) }),
  };
  const headers = { ...objectHeaders(call, stored), 'content-type': OBJECT_TYPE };
  return { status: 200, headers, body: JSON.stringify(object) };
}

/** An object as it stands in an answer, alone or among others: its type, its entity tag and its properties. */
export function objectBody(
  schema: ResourceSchema,
  { object, etag }: StoredObject,
  { selected, preferences }: Shape,
): JsonObject {
  return {
    '@odata.type': `#${schema['x-graph'].type}`,
    '@odata.etag': etag,
    ...presentObject(schema, object, {
      unknownEnumMembers: preferences.unknownEnumMembers,
      ...(selected === undefined ? {} : { selected: new Set(selected) }),
    }),
  };
}
