/** What a token says of itself, as far as it can be read. Nothing of it is verified: that is the service's part. */
export interface TokenClaims {
  /** Names of the permissions that it carries: `scp` of a person's token, `roles` of an application's. */
  readonly permissions?: readonly string[];
  /** Tenant id. */
  readonly tenant?: string;
  /** Who is signed in, or which application. */
  readonly account?: string;
  /** Milliseconds since 1970. */
  readonly expires?: number;
}

/** More than any token carries. */
const MOST_PERMISSIONS = 500;

/**
 * Reads a token where it stands, so that a person can be told which permission is missing. Tokens that are no
 * JWT (of personal accounts, of the sandbox) say nothing. The token itself never leaves this function.
 */
export function readClaims(token: string): TokenClaims {
  const payload = payloadOf(token);
  if (payload === undefined) return {};
  const permissions = permissionsOf(payload);
  const tenant = plainText(payload.tid);
  const account =
    plainText(payload.upn) ??
    plainText(payload.preferred_username) ??
    plainText(payload.unique_name) ??
    plainText(payload.app_displayname) ??
    plainText(payload.appid);
  return {
    ...(permissions === undefined ? {} : { permissions }),
    ...(tenant === undefined ? {} : { tenant }),
    ...(account === undefined ? {} : { account }),
    ...(typeof payload.exp === 'number' && Number.isFinite(payload.exp)
      ? { expires: payload.exp * 1000 }
      : {}),
  };
}

function payloadOf(token: string): Readonly<Record<string, unknown>> | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function permissionsOf({ scp, roles }: Readonly<Record<string, unknown>>): readonly string[] | undefined {
  const names = [
    ...(typeof scp === 'string' ? scp.split(' ') : []),
    ...(Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : []),
  ];
  if (typeof scp !== 'string' && !Array.isArray(roles)) return undefined;
  return [...new Set(names.filter(isPermissionName))].slice(0, MOST_PERMISSIONS);
}

/** Whether a text can be the name of a permission: `User.ReadWrite.All`, `email`. */
export function isPermissionName(text: string): boolean {
  return /^[A-Za-z][\w.-]{0,119}$/.test(text);
}

/** A claim that can be shown: one line of plain characters. */
function plainText(value: unknown): string | undefined {
  return typeof value === 'string' && /^[^\p{C}\p{Zl}\p{Zp}]{1,200}$/u.test(value) ? value : undefined;
}
