/**
 * Certificates for servers of tests, made while the tests run: a minimal writer of X.509 (RFC 5280) in DER
 * (ITU-T X.690), signed with ECDSA over P-256. Nothing of it is fit for anything but tests.
 */
import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** A certificate with its private key, both as PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** An authority that signs certificates. */
export interface Authority extends Certificate {
  /** A certificate for host names; `days` may be negative for one that has expired. */
  issue(
    hosts: readonly string[],
    options?: { readonly days?: number; readonly startsIn?: number; readonly subject?: string },
  ): Certificate;
}

/** A new authority that nobody trusts until its `cert` is given to them. */
export function createAuthority(name: string): Authority {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const own = certificate({
    subject: name,
    issuer: name,
    publicKey,
    signer: privateKey,
    from: -1,
    to: 30,
    authority: true,
  });
  return {
    cert: own,
    key: pemOf(privateKey),
    issue(hosts, { days = 30, startsIn = -1, subject = hosts[0] ?? '' } = {}) {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const from = Math.min(startsIn, days - 1);
      const cert = certificate({
        subject,
        issuer: name,
        publicKey: pair.publicKey,
        signer: privateKey,
        from,
        to: days,
        hosts,
      });
      return { cert, key: pemOf(pair.privateKey) };
    },
  };
}

/** A certificate that is signed with the key of another one, whether or not that may sign any. */
export function issueWith(issuer: Certificate, name: string, hosts: readonly string[]): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signer = createPrivateKey(issuer.key);
  const cert = certificate({
    subject: hosts[0] ?? '',
    issuer: name,
    publicKey,
    signer,
    from: -1,
    to: 30,
    hosts,
  });
  return { cert: `${cert}${issuer.cert}`, key: pemOf(privateKey) };
}

/** A certificate that is signed by itself. */
export function createSelfSigned(host: string): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const cert = certificate({
    subject: host,
    issuer: host,
    publicKey,
    signer: privateKey,
    from: -1,
    to: 30,
    hosts: [host],
  });
  return { cert, key: pemOf(privateKey) };
}

interface Content {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  readonly signer: KeyObject;
  /** Days from now. */
  readonly from: number;
  readonly to: number;
  readonly hosts?: readonly string[];
  readonly authority?: boolean;
}

function certificate(content: Content): string {
  const algorithm = sequence(objectId('1.2.840.10045.4.3.2'));
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(8)]);
  const body = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(serial),
    algorithm,
    distinguishedName(content.issuer),
    sequence(utcTime(content.from), utcTime(content.to)),
    distinguishedName(content.subject),
    content.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions(content))),
  );
  const signature = sign('sha256', body, content.signer);
  return pem(sequence(body, algorithm, bitString(signature)));
}

function extensions({ hosts, authority }: Content): readonly Buffer[] {
  const isAuthority = authority === true;
  const constraints = sequence(...(isAuthority ? [tagged(0x01, Buffer.from([0xff]))] : []));
  // keyCertSign, or digitalSignature; the first octet counts the unused bits.
  const usage = tagged(0x03, Buffer.from(isAuthority ? [2, 0x04] : [7, 0x80]));
  const names = (hosts ?? []).map((host) => tagged(0x82, Buffer.from(host, 'latin1')));
  return [
    extension('2.5.29.19', constraints, true),
    extension('2.5.29.15', usage, true),
    ...(names.length === 0 ? [] : [extension('2.5.29.17', sequence(...names), false)]),
  ];
}

function extension(id: string, value: Buffer, critical: boolean): Buffer {
  const flag = critical ? [tagged(0x01, Buffer.from([0xff]))] : [];
  return sequence(objectId(id), ...flag, tagged(0x04, value));
}

function distinguishedName(commonName: string): Buffer {
  return sequence(tagged(0x31, sequence(objectId('2.5.4.3'), tagged(0x0c, Buffer.from(commonName, 'utf8')))));
}

function utcTime(days: number): Buffer {
  const text = new Date(Date.now() + days * 86_400_000).toISOString().replace(/[-:T]|\.\d+/g, '');
  return tagged(0x17, Buffer.from(text.slice(2), 'latin1'));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function integer(bytes: Buffer): Buffer {
  return tagged(0x02, bytes);
}

function bitString(bytes: Buffer): Buffer {
  return tagged(0x03, Buffer.concat([Buffer.from([0]), bytes]));
}

function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): readonly number[] {
  const digits = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) digits.unshift((rest & 0x7f) | 0x80);
  return digits;
}

function tagged(tag: number, value: Buffer): Buffer {
  const { length } = value;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), value]);
  const bytes = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...bytes]), value]);
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
