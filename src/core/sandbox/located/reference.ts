import type { PathTarget } from '../../catalog/resource.ts';
import { ownValue } from '../../change/json.ts';
import type { JsonObject } from '../../text/jsonValues.ts';
import { commonHeaders, type Refusal, type SandboxAnswer } from '../answer.ts';
import { bodyOf, type ResourceCall } from '../call.ts';
import { OBJECT_TYPE } from '../resource/objectAnswer.ts';
import { queryOptions } from '../resource/queryOptions.ts';
import { badRequest, objectNotFound, wrongMethod } from '../resource/resourceRefusals.ts';
import { shortened } from '../resource/sentences.ts';
import { requireCreate, requireDelete, requireRead, requireUpdate } from '../signIn/access.ts';
import type { Found } from './find.ts';
import { type LinkedSet, linkedAlready } from './linkedSet.ts';
import { linkedObject } from './linkTarget.ts';
import type { Member } from './member.ts';
import { pathOf } from './spot.ts';

/**
 * Answers a request for links (OData 4.01 Protocol, sections 11.2.8 and 11.4.6): they are read, one is added to several
 * with POST, a single one is set with PUT, and one is removed with DELETE, by the key in the path or by `@odata.id` in
 * the query (`$id` in OData).
 *
 * @throws Refusal 400, 403, 404, 405, 413, 415 or 501.
 */
export async function answerReference(
  call: ResourceCall,
  found: Found,
  target: PathTarget,
): Promise<SandboxAnswer> {
  const { request } = call;
  const { links } = found;
  const last = target.way.at(-2);
  const list = !found.one;
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      return readLinks(call, found);
    case 'POST':
      if (links === undefined || !list) break;
      return addLink(call, links);
    case 'PUT':
      if (links === undefined || links.place.collection || last?.kind !== 'navigation') break;
      return setLink(call, links);
    case 'DELETE':
      if (links === undefined) break;
      return removeLink(call, found, links);
    default:
  }
  if (links === undefined && target.way.some(({ kind }) => kind === 'navigation')) throw partOf(target);
  throw wrongMethod(request.method, allowedMethods(found));
}

function allowedMethods({ links, one }: Found): readonly string[] {
  if (links === undefined) return ['GET', 'HEAD'];
  return ['GET', 'HEAD', ...(one ? [] : ['POST']), ...(links.place.collection ? [] : ['PUT']), 'DELETE'];
}

/** 200 with the URL of an object, or with those of a collection. */
function readLinks(call: ResourceCall, found: Found): SandboxAnswer {
  const { request, resource, grant, service } = call;
  queryOptions(request.query, [], 'links');
  requireRead(resource, grant, []);
  const context = `${request.origin}/${resource.version}/$metadata#`;
  const headers = {
    ...commonHeaders(request.ids, service.clock),
    'odata-version': '4.0',
    'content-type': OBJECT_TYPE,
  };
  const answer = (body: JsonObject): SandboxAnswer => ({ status: 200, headers, body: JSON.stringify(body) });
  if (!found.one) {
    const members =
      found.links?.members() ?? found.home.list().map((stored) => ({ objects: found.home, stored }));
    const value = members.map((member) => ({ '@odata.id': urlOf(call, member) }));
    return answer({ '@odata.context': `${context}Collection($ref)`, value });
  }
  if (found.stored === undefined) throw absent(found);
  const url = urlOf(call, { objects: found.home, stored: found.stored });
  return answer({ '@odata.context': `${context}$ref`, '@odata.id': url });
}

function urlOf({ request, resource }: ResourceCall, { objects: { spot }, stored: { id } }: Member): string {
  return `${request.origin}/${resource.version}${pathOf({ spot, id })}`;
}

async function addLink(call: ResourceCall, links: LinkedSet): Promise<SandboxAnswer> {
  requireCreate(call.resource, call.grant, []);
  const member = linkedObject(call, { ...(await sentLink(call)), type: links.place.spot.type });
  if (!links.link(member)) throw linkedAlready(links.place.name);
  return done(call);
}

async function setLink(call: ResourceCall, links: LinkedSet): Promise<SandboxAnswer> {
  requireUpdate(call.resource, call.grant, []);
  links.put(linkedObject(call, { ...(await sentLink(call)), type: links.place.spot.type }));
  return done(call);
}

function removeLink(call: ResourceCall, found: Found, links: LinkedSet): SandboxAnswer {
  requireDelete(call.resource, call.grant);
  const { collection, name, spot } = links.place;
  if (!found.one) {
    const url = linkInQuery(call.request.query);
    if (url === undefined) {
      throw badRequest(
        `Which link is to be removed? End the path with ${name}/{id}/$ref, or send ?@id= with the URL of the object.`,
      );
    }
    const member = linkedObject(call, { url, at: '@id', type: spot.type });
    if (!links.unlink(member)) throw objectNotFound(member.stored.id);
    return done(call);
  }
  if (found.stored === undefined) throw absent(found);
  if (!collection) links.put(undefined);
  else links.unlink({ objects: found.home, stored: found.stored });
  return done(call);
}

function absent({ keys, links, home }: Found): Refusal {
  return objectNotFound(keys[0]?.value ?? links?.place.name ?? home.spot.set);
}

function partOf({ way }: PathTarget): Refusal {
  const step = way.findLast(({ kind }) => kind === 'navigation');
  const name = step?.kind === 'navigation' ? step.name : '';
  return badRequest(
    `What '${shortened(name)}' holds is part of the object, so nothing else can be linked there.`,
  );
}

/** `?@id=…` as Microsoft Graph has it, `?$id=…` as OData has it. */
function linkInQuery(query: URLSearchParams): string | undefined {
  for (const [name, value] of query) if (/^[@$](?:odata\.)?id$/i.test(name)) return value;
  return undefined;
}

/** @throws Refusal 400 where the body is anything but a link, 413 or 415. */
async function sentLink({ request }: ResourceCall): Promise<{ readonly url: string; readonly at: string }> {
  const body = await bodyOf(request);
  const url = ownValue(body, '@odata.id') ?? ownValue(body, '@id');
  const other = Object.keys(body).find((name) => !name.startsWith('@'));
  if (typeof url === 'string' && url !== '' && other === undefined) return { url, at: '@odata.id' };
  throw badRequest(
    `The body of a link is the URL of an object and nothing else: {"@odata.id": "https://graph.microsoft.com/v1.0/users/{id}"}.`,
  );
}

function done({ request, service }: ResourceCall): SandboxAnswer {
  return { status: 204, headers: commonHeaders(request.ids, service.clock) };
}
