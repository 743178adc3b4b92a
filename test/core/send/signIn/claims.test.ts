import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { isPermissionName, readClaims } from '../../../../src/core/send/signIn/claims.ts';

/** A token with these claims; its signature is of no interest. */
function tokenWith(claims: unknown): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256' })}.${part(claims)}.signature`;
}

suite('what a token says of itself', () => {
  test('is its permissions, tenant, account and end', () => {
    const person = {
      scp: 'User.Read Mail.Send',
      tid: 'tenant',
      upn: 'adele@contoso.com',
      exp: 1_700_000_000,
    };
    assert.deepEqual(readClaims(tokenWith(person)), {
      permissions: ['User.Read', 'Mail.Send'],
      tenant: 'tenant',
      account: 'adele@contoso.com',
      expires: 1_700_000_000_000,
    });
    assert.deepEqual(readClaims(tokenWith({ roles: ['A.All', 7, 'A.All'], appid: 'app' })), {
      permissions: ['A.All'],
      account: 'app',
    });
    assert.deepEqual(readClaims(tokenWith({ scp: '' })), { permissions: [] });
  });

  test('is nothing where it is no JWT', () => {
    for (const token of ['', 'opaque', 'a.b', 'a.b.c', 'sandbox.x.y', tokenWith(null), tokenWith('text')]) {
      assert.deepEqual(readClaims(token), {}, token);
    }
  });

  test('is never more than names and plain lines', () => {
    const claims = { scp: 'User.Read <b> a\u202eb javascript:x', upn: 'a\nb', tid: { deep: 1 }, exp: 'soon' };
    assert.deepEqual(readClaims(tokenWith(claims)), { permissions: ['User.Read'] });
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (scp, upn) => {
        const { permissions = [], account = '' } = readClaims(tokenWith({ scp, roles: [scp], upn }));
        assert.ok(permissions.every(isPermissionName));
        assert.doesNotMatch(account, /[\p{C}\p{Zl}\p{Zp}]/u);
      }),
    );
    fc.assert(fc.property(fc.string(), (token) => void readClaims(token)));
  });
});
