import { createHash } from 'node:crypto';
import type { ResourceSchema } from '../../catalog/schema.ts';
import { type Draft, isObject, ownValue, setOwn } from '../../change/json.ts';
import { rootType } from '../../change/types.ts';
import type { JsonObject } from '../../text/jsonValues.ts';

const UPLOAD = '#microsoft.graph.pkcs12Certificate';
const READ = '#microsoft.graph.clientCertificateAuthentication';
/** Seconds: a year. */
const VALIDITY = 365 * 24 * 3_600;

/**
 * Values that a service takes in one form and keeps in another: an uploaded `pkcs12Certificate` becomes a
 * `clientCertificateAuthentication`, which lists the certificate in it
 * (https://learn.microsoft.com/graph/api/resources/clientcertificateauthentication).
 *
 * The sandbox does not open the file, so a body may hold any text: the thumbprint is that of the uploaded
 * bytes, and the certificate is valid for a year from now.
 *
 * @param now milliseconds since 1970
 */
export function inReadForm(schema: ResourceSchema, object: JsonObject, now: number): JsonObject {
  const result: Draft = {};
  for (const name of Object.keys(object)) setOwn(result, name, object[name]);
  for (const { name } of rootType(schema).properties.values()) {
    const value = ownValue(object, name);
    if (isObject(value) && ownValue(value, '@odata.type') === UPLOAD)
      setOwn(result, name, certificate(value, now));
  }
  return result;
}

function certificate(upload: JsonObject, now: number): JsonObject {
  const bytes = Buffer.from(String(ownValue(upload, 'pkcs12Value') ?? ''), 'base64');
  const notBefore = Math.floor(now / 1_000);
  return {
    '@odata.type': READ,
    certificateList: [
      {
        thumbprint: createHash('sha1').update(bytes).digest('hex').toUpperCase(),
        notBefore,
        notAfter: notBefore + VALIDITY,
        isActive: true,
      },
    ],
  };
}
