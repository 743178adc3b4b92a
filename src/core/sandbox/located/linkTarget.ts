import type { Catalog, PathTarget } from '../../catalog/resource.ts';
import { shortName } from '../../csdl/names.ts';
import { Refusal } from '../answer.ts';
import type { ResourceCall } from '../call.ts';
import { checkPlaceholder, objectNotFound, unknownPath } from '../resource/resourceRefusals.ts';
import { shortened } from '../resource/sentences.ts';
import { findOnWay } from './find.ts';
import type { Member } from './member.ts';
import { surroundingsOf } from './surroundings.ts';

/** A link as it was sent. */
export interface SentLink {
  /** The URL of the object. */
  readonly url: string;
  /** Where it stands in the body: `@odata.id`, `owners@odata.bind`. */
  readonly at: string;
  /** Full name of the type that the object has to be of. */
  readonly type: string;
}

/**
 * The object that a link means. Its host says nothing: links have that of Microsoft Graph wherever they are sent, or
 * none at all.
 *
 * @throws Refusal 400 where the URL is none of an object of the type, 404 where the object is not there, 501 where the
 *   sandbox has no metadata to tell what it is.
 */
export function linkedObject(call: ResourceCall, link: SentLink): Member {
  const target = targetOf(call, link);
  const { version } = call.resource;
  const around = surroundingsOf(call, target, version);
  for (const step of target.way) {
    if (step.kind === 'key') for (const { value } of step.values) checkPlaceholder(value);
  }
  let found = findOnWay(around, target.way);
  const { home } = found;
  const { spot } = home;
  const fits = found.stored && home.isOfType(home.typeOf(found.stored), link.type);
  if (found.stored?.madeUp && !fits && home.isOfType(link.type, spot.type)) {
    // Of what nobody has made yet only the type of its set is known: it is what the link needs it to be.
    found = findOnWay(around, [...target.way, { kind: 'cast', type: link.type }]);
  }
  if (found.stored === undefined) throw objectNotFound(found.keys[0]?.value ?? target.name);
  const type = found.home.typeOf(found.stored);
  if (found.home.isOfType(type, link.type)) return { objects: found.home, stored: found.stored };
  throw wrong(link, `is of the type '${shortName(type)}', and the link needs '${shortName(link.type)}'.`);
}

/** @throws Refusal 400 where the URL leads to no object, 501 where the sandbox cannot tell. */
function targetOf({ catalog, resource }: ResourceCall, link: SentLink): PathTarget {
  const place = readLink(link, resource.version);
  const target = catalog.locate(place.version, place.path) ?? catalog.locate(resource.version, place.path);
  if (target === undefined) {
    if (!hasModel(catalog, resource.version)) throw cannotTell(link);
    const resolved = catalog.resolve(place.version, place.path);
    throw resolved.found ? cannotTell(link) : unknownPath(place.path, resolved.miss);
  }
  if (target.kind !== 'object' || target.way.some(({ kind }) => kind === 'operation')) {
    throw wrong(link, 'is no URL of one object.');
  }
  return target;
}

function readLink(link: SentLink, usual: string): { readonly version: string; readonly path: string } {
  const { url } = link;
  if (/^\$/.test(url))
    throw wrong(link, 'refers to another request of a batch, which the sandbox does not follow.');
  const absolute = /^https?:\/\//i.test(url);
  if (absolute && !URL.canParse(url)) throw wrong(link, 'is no URL.');
  const path = absolute ? new URL(url).pathname : `/${url.replace(/^\//, '')}`;
  if (/[?#]/.test(url))
    throw wrong(link, 'has a query, which the URL of an object does not need. Leave it out.');
  const [, version, rest] = /^\/(v1\.0|beta)(\/.+)$/i.exec(path) ?? [];
  if (version !== undefined && rest !== undefined) return { version, path: rest };
  if (absolute || path === '/')
    throw wrong(link, 'is no URL of an object. One looks like https://graph.microsoft.com/v1.0/users/{id}.');
  return { version: usual, path };
}

function hasModel(catalog: Catalog, version: string): boolean {
  return catalog.steps(version, '').some(({ kind }) => kind === 'entitySet');
}

function cannotTell({ url }: SentLink): Refusal {
  const message = `The sandbox keeps links to objects that its metadata has, and cannot tell what '${shortened(url)}' is.`;
  return new Refusal(501, 'notSupported', message);
}

/** 400: what is wrong with a link. */
function wrong({ url, at }: SentLink, what: string): Refusal {
  const message = `'${shortened(at)}': '${shortened(url)}' ${what}`;
  return new Refusal(400, 'Request_BadRequest', message, {
    details: [{ code: 'InvalidValue', message, target: shortened(at) }],
  });
}
