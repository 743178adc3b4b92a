import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { type Environment, GLOBAL, GRAPH_HOSTS, SANDBOX } from '../../../src/core/environments.ts';
import { type TargetOptions, targetRequest, whereTo } from '../../../src/core/send/target.ts';

const CLOUD = new URL('https://graph.microsoft.com');
const LOCAL = new URL('http://127.0.0.1:4321');

function target(url: string, environment: Environment, options?: TargetOptions) {
  const base = environment === SANDBOX ? LOCAL : CLOUD;
  return targetRequest({ method: 'PATCH', url, headers: [] }, environment, base, ['scope'], options);
}

function goes(url: string, to: string, environment: Environment = GLOBAL, options?: TargetOptions): void {
  const result = target(url, environment, options);
  assert.ok(result.ok, result.ok ? '' : `${result.code}: ${result.message}`);
  assert.equal(result.request.url.href, to);
}

function refuses(url: string, code: string, environment: Environment = GLOBAL, says?: RegExp): void {
  const result = target(url, environment);
  assert.ok(!result.ok, result.ok ? `went to ${result.request.url.href}` : '');
  assert.equal(result.code, code);
  if (says !== undefined) assert.match(result.message, says);
  assert.match(result.message, /\.$/);
}

suite('a path', () => {
  test('gets the base of the environment, as written', () => {
    goes('/v1.0/me', 'https://graph.microsoft.com/v1.0/me');
    goes('/beta/users/a%2Fb?$select=id', 'https://graph.microsoft.com/beta/users/a%2Fb?$select=id');
    goes('/v1.0/me', 'http://127.0.0.1:4321/v1.0/me', SANDBOX);
    goes(
      "/v1.0/users?$filter=displayName eq 'A'",
      'https://graph.microsoft.com/v1.0/users?$filter=displayName%20eq%20%27A%27',
    );
    goes('/v2.0/me', 'https://graph.microsoft.com/v2.0/me');
  });

  test('without a version gets the one of the catalog, or is refused', () => {
    goes('/me?a=b', 'https://graph.microsoft.com/beta/me?a=b', GLOBAL, { defaultVersion: 'beta' });
    goes('/v1.0/me', 'https://graph.microsoft.com/v1.0/me', GLOBAL, { defaultVersion: 'beta' });
    refuses('/me', 'url-version', GLOBAL, /\/v1\.0\/me or \/beta\/me/);
  });

  test('tells its version, whatever its case', () => {
    const result = target('/BETA/me', GLOBAL);
    assert.ok(result.ok);
    assert.equal(result.request.version, 'beta');
    assert.equal(result.request.environment, GLOBAL);
    assert.deepEqual(result.request.scopes, ['scope']);
  });
});

suite('an absolute URL', () => {
  test('of the environment keeps its path and query', () => {
    goes('https://graph.microsoft.com/v1.0/me?$select=id', 'https://graph.microsoft.com/v1.0/me?$select=id');
    goes('HTTPS://Graph.Microsoft.COM/beta/x', 'https://graph.microsoft.com/beta/x');
    goes('https://graph.microsoft.com/connections/a', 'https://graph.microsoft.com/connections/a');
  });

  test('of any cloud is aimed at the sandbox', () => {
    for (const host of GRAPH_HOSTS)
      goes(`https://${host}/v1.0/me?a=b`, 'http://127.0.0.1:4321/v1.0/me?a=b', SANDBOX);
    goes('http://127.0.0.1:4321/v1.0/me', 'http://127.0.0.1:4321/v1.0/me', SANDBOX);
  });

  test('of another cloud is refused, with the way out', () => {
    refuses(
      'https://graph.microsoft.us/v1.0/me',
      'url-other-cloud',
      GLOBAL,
      /goes to graph\.microsoft\.us.*graph\.microsoft\.com.*\/v1\.0\//,
    );
  });

  test('is not measured by Microsoft Graph in an environment of one’s own', () => {
    const own = { ...GLOBAL, label: 'Contoso test', host: 'graph.contoso.example' };
    const answer = whereTo('https://evil.example/v1.0/me', own);
    assert.match(
      answer.ok ? '' : answer.message,
      /evil\.example, which is another service\. The environment is Contoso test, graph\.contoso\.example\./,
    );
  });

  test('of any other host is refused in both environments', () => {
    for (const environment of [GLOBAL, SANDBOX]) {
      refuses('https://evil.example/v1.0/me', 'url-host', environment, /goes to evil\.example/);
      refuses('https://graph.microsoft.com.evil.example/v1.0/me', 'url-host', environment);
      refuses('https://notgraph.microsoft.com/v1.0/me', 'url-host', environment);
      refuses('https://graph.microsoft.com./v1.0/me', 'url-host', environment);
      refuses('https://[::1]/v1.0/me', 'url-host', environment);
      refuses('https:///graph.microsoft.com/v1.0/me', 'url-host', environment);
      refuses('https://', 'url-host', environment);
    }
    refuses('http://127.0.0.1:4322/v1.0/me', 'url-port', SANDBOX);
    refuses('http://127.0.0.1:4321/v1.0/me', 'url-port', GLOBAL);
    refuses('https://127.0.0.1:4321/v1.0/me', 'url-port', SANDBOX);
  });

  test('without encryption, or of another scheme, is refused', () => {
    refuses('http://graph.microsoft.com/v1.0/me', 'url-scheme', GLOBAL, /https:\/\//);
    refuses('http://graph.microsoft.com/v1.0/me', 'url-scheme', SANDBOX);
    refuses('ftp://graph.microsoft.com/v1.0/me', 'url-scheme');
    refuses('javascript:alert(1)', 'url-scheme');
    refuses('file:///etc/passwd', 'url-scheme');
  });

  test('with a port, a user name or an encoded host is refused', () => {
    refuses('https://graph.microsoft.com:443/v1.0/me', 'url-port');
    refuses('https://graph.microsoft.com:8443/v1.0/me', 'url-port');
    refuses(
      'https://graph.microsoft.com@evil.example/v1.0/me',
      'url-userinfo',
      GLOBAL,
      /would go to evil\.example/,
    );
    refuses('https://user:secret@graph.microsoft.com/v1.0/me', 'url-userinfo');
    refuses('https://graph%2emicrosoft.com/v1.0/me', 'url-host');
    refuses('https://gr\u0430ph.microsoft.com/v1.0/me', 'url-host', GLOBAL, /xn--/);
    refuses('https://ｇraph.microsoft.com/v1.0/me', 'url-host');
    refuses('https://graph\u3002microsoft.com/v1.0/me', 'url-host');
  });
});

suite('tricks', () => {
  test('that readers of URLs repair in different ways are refused', () => {
    refuses('//evil.example/v1.0/me', 'url-host', GLOBAL, /evil\.example/);
    refuses('///evil.example/v1.0/me', 'url-host');
    refuses('/\\evil.example/v1.0/me', 'url-characters');
    refuses('\\\\evil.example/v1.0/me', 'url-characters');
    refuses('https:\\\\graph.microsoft.com/v1.0/me', 'url-characters');
    refuses('https:graph.microsoft.com/v1.0/me', 'url-scheme');
    refuses('https:/graph.microsoft.com/v1.0/me', 'url-scheme');
    refuses('graph.microsoft.com/v1.0/me', 'url-relative');
    refuses('me', 'url-relative');
    refuses('', 'url-relative');
    refuses('?$select=id', 'url-relative');
    refuses('/\t/evil.example/v1.0/me', 'url-characters');
    refuses('/v1.0/me\r\nHost: evil.example', 'url-characters');
    refuses('https://graph.microsoft\n.com/v1.0/me', 'url-characters');
    refuses('https://graph.microsoft.com\u200b/v1.0/me', 'url-characters');
    refuses('/v1.0/\u202eem', 'url-characters');
  });

  test('that climb in the path are refused', () => {
    for (const path of [
      '/v1.0/../..//evil',
      '/v1.0/../beta/me',
      '/v1.0/./me',
      '/v1.0/%2e%2e/me',
      '/v1.0/.%2E/me',
      '/v1.0/a%2f..%2fb',
      '/v1.0/..%5cb',
      '/..',
    ]) {
      refuses(path, 'url-path');
      refuses(`https://graph.microsoft.com${path}`, 'url-path');
    }
    refuses('/v1.0//me', 'url-path', GLOBAL, /empty segment/);
    goes('/v1.0/a..b/...', 'https://graph.microsoft.com/v1.0/a..b/...');
    goes('/v1.0/me/', 'https://graph.microsoft.com/v1.0/me/');
  });

  test('that lose a part are refused', () => {
    refuses('/v1.0/users/adele_contoso.com#EXT#@x', 'url-fragment', GLOBAL, /%23/);
    goes('/v1.0/users/adele%23EXT%23@x', 'https://graph.microsoft.com/v1.0/users/adele%23EXT%23@x');
  });

  test('of a base that is none of the environment are refused', () => {
    for (const base of [
      'http://graph.microsoft.com',
      'https://evil.example',
      'https://graph.microsoft.com:444',
      'https://a@graph.microsoft.com',
      'http://127.0.0.1:1',
    ]) {
      const result = targetRequest(
        { method: 'PATCH', url: '/v1.0/me', headers: [] },
        GLOBAL,
        new URL(base),
        [],
      );
      assert.ok(!result.ok && result.code === 'base-invalid', base);
    }
    for (const base of ['https://127.0.0.1:1', 'http://192.168.0.1:1', 'http://localhost.evil.example']) {
      const result = targetRequest(
        { method: 'PATCH', url: '/v1.0/me', headers: [] },
        SANDBOX,
        new URL(base),
        [],
      );
      assert.ok(!result.ok && result.code === 'base-invalid', base);
    }
  });
});

suite('any text', () => {
  const pieces = fc.constantFrom(
    'https://',
    'http://',
    'https:',
    '//',
    '/',
    '\\',
    '@',
    ':',
    '443',
    '.',
    '..',
    '%2e',
    '%2f',
    '#',
    '?',
    '\t',
    '\n',
    ' ',
    '[',
    ']',
    '\0',
    '\u202e',
    '。',
    'ａ',
    'graph.microsoft.com',
    'graph.microsoft.us',
    'evil.example',
    '127.0.0.1:4321',
    'v1.0',
    'beta',
    'me',
    'javascript:',
    '{{x}}',
    '%00',
    '%0d%0a',
    '&',
    '=',
    ';',
  );
  const texts = fc.oneof(
    fc.array(pieces, { maxLength: 10 }).map((parts) => parts.join('')),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.string({ unit: 'binary' }),
    fc.string().map((text) => `https://graph.microsoft.com${text}`),
    fc.string().map((text) => `/${text}`),
  );

  test('goes to exactly the host of the cloud over https, or nowhere', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const result = target(text, GLOBAL, { defaultVersion: 'v1.0' });
        if (!result.ok) return result.message.length > 0 && result.message.length < 400;
        const { url } = result.request;
        return (
          url.protocol === 'https:' &&
          url.host === 'graph.microsoft.com' &&
          url.username === '' &&
          url.hash === '' &&
          url.pathname.startsWith('/') &&
          !url.pathname.startsWith('//')
        );
      }),
      { numRuns: 500 },
    );
  });

  test('goes to exactly the sandbox, or nowhere', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const result = target(text, SANDBOX, { defaultVersion: 'v1.0' });
        return !result.ok || result.request.url.origin === LOCAL.origin;
      }),
      { numRuns: 500 },
    );
  });

  test('is labelled in the lens as it would be sent', () => {
    fc.assert(
      fc.property(
        texts.filter((text) => !/[{}]/.test(text) && text.trim() !== ''),
        (text) => {
          const whereabouts = whereTo(text, GLOBAL);
          const result = target(text, GLOBAL, { defaultVersion: 'v1.0' });
          return whereabouts.ok === result.ok;
        },
      ),
      { numRuns: 300 },
    );
  });
});

suite('the lens', () => {
  const label = (text: string, environment: Environment = SANDBOX, base?: URL) => {
    const whereabouts = whereTo(text, environment, base);
    return whereabouts.ok ? whereabouts.label : whereabouts.code;
  };

  test('says where a request goes before its references are known', () => {
    assert.equal(label('/v1.0/me'), 'Sandbox');
    assert.equal(label('/connections/{connectionsId}/groups/{externalGroupId}'), 'Sandbox');
    assert.equal(label('https://graph.microsoft.com/v1.0/{id}?x={{y}}', GLOBAL), 'Microsoft Graph (global)');
    assert.equal(label('{{host}}/v1.0/me', GLOBAL), 'Microsoft Graph (global)');
    assert.equal(label('https://{{host}}/v1.0/me', GLOBAL), 'Microsoft Graph (global)');
    assert.equal(label('', GLOBAL), 'Microsoft Graph (global)');
  });

  test('says why it would not go', () => {
    assert.equal(label('https://evil.example/{{x}}'), 'url-host');
    assert.equal(label('https://graph.microsoft.us/v1.0/me', GLOBAL), 'url-other-cloud');
    assert.equal(label('https://graph.microsoft.us/v1.0/me', SANDBOX), 'Sandbox');
    assert.equal(label('http://127.0.0.1:4321/v1.0/me', SANDBOX, LOCAL), 'Sandbox');
    assert.equal(label('http://127.0.0.1:4321/v1.0/me', SANDBOX), 'Sandbox');
    assert.equal(label('http://127.0.0.1:9/v1.0/me', SANDBOX, LOCAL), 'url-port');
  });
});
