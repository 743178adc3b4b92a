import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { bodyFilePath } from '../../../../src/core/request/values/bodyFilePath.ts';

/** The paths are the same wherever the request file is: POSIX, a drive of Windows, a share. */
interface Place {
  readonly file: string;
  readonly roots: readonly string[];
}

const posix: Place = { file: '/home/a/ws/api/x.graph.http', roots: ['/home/a/ws', '/home/a/other'] };
const drive: Place = { file: 'c:/ws/api/x.graph.http', roots: ['C:/ws'] };
const share: Place = { file: '//server/share/ws/api/x.graph.http', roots: ['//server/share/ws'] };

function allows({ file, roots }: Place, path: string, expected: string): void {
  assert.deepEqual(bodyFilePath(file, roots, path), { ok: true, path: expected }, path);
}

function refuses({ file, roots }: Place, path: string, reason: RegExp = /outside of the workspace/): void {
  const result = bodyFilePath(file, roots, path);
  assert.match(result.ok ? `allowed: ${result.path}` : result.reason, reason, path);
}

describe('bodyFilePath', () => {
  test('paths from the request file', () => {
    allows(posix, './b.json', '/home/a/ws/api/b.json');
    allows(posix, ' b/c d.json ', '/home/a/ws/api/b/c d.json');
    allows(posix, '../b.json', '/home/a/ws/b.json');
    allows(posix, '.\\b\\..\\c.json', '/home/a/ws/api/c.json');
    allows(posix, '..b', '/home/a/ws/api/..b');
    allows(drive, './b.json', 'c:/ws/api/b.json');
    allows(drive, '..\\b.json', 'c:/ws/b.json');
    allows(share, './b.json', '//server/share/ws/api/b.json');
  });

  test('absolute paths inside the workspace, any of its folders', () => {
    allows(posix, '/home/a/ws/b.json', '/home/a/ws/b.json');
    allows(posix, '/home/a/other/b.json', '/home/a/other/b.json');
    allows(drive, 'C:\\WS\\b.json', 'c:/WS/b.json');
    allows(drive, '/ws/b.json', 'c:/ws/b.json');
    allows(share, '\\\\server\\share\\ws\\b.json', '//server/share/ws/b.json');
    allows(share, '/ws/b.json', '//server/share/ws/b.json');
  });

  test('paths that leave the workspace', () => {
    for (const path of [
      '../../b',
      '../../../../../etc/passwd',
      '/etc/passwd',
      '/home/a/wsx/b',
      './../../ws2/b',
      '..\\..\\b',
    ]) {
      refuses(posix, path);
    }
    refuses(posix, '../../ws', /outside/);
    refuses(posix, '/HOME/A/WS/b.json');
    for (const path of ['../../b', 'd:/ws/b', '\\\\server\\share\\b', '/windows/b', 'C:\\wsx\\b'])
      refuses(drive, path);
    for (const path of ['../../b', '//server/other/ws/b', '//else/share/ws/b', 'c:/ws/b'])
      refuses(share, path);
    refuses(posix, '//server/share/b');
  });

  test('paths that are none of a file', () => {
    refuses(posix, '', /no file name/);
    refuses(posix, './', /no file name/);
    refuses(posix, 'a\0b', /control character/);
    refuses(posix, 'a\nb', /control character/);
    refuses(posix, 'file:///home/a/ws/b', /cannot be a URL/);
    refuses(posix, 'https://example.com/b', /cannot be a URL/);
    refuses(posix, 'C:\\b', /no drive C:/);
    refuses(drive, 'c:b.json', /slash after the drive/);
    refuses(drive, '\\\\?\\C:\\ws\\b', /device/);
    refuses(drive, '\\\\.\\pipe\\b', /device/);
    for (const path of ['b.json:stream', 'NUL', 'con.txt', './COM1', '.. /b', 'b.', 'a /b'])
      refuses(drive, path, /on Windows/);
  });

  test('without a workspace the folder of the request file is the limit', () => {
    const alone = { file: posix.file, roots: [] };
    allows(alone, './b/c.json', '/home/a/ws/api/b/c.json');
    refuses(alone, '../b.json', /outside of the folder of the request/);
  });

  test('a request file outside of the workspace reaches into the workspace alone', () => {
    const outside = { file: '/tmp/x.graph.http', roots: ['/home/a/ws'] };
    refuses(outside, './b.json');
    allows(outside, '/home/a/ws/b.json', '/home/a/ws/b.json');
  });

  test('any path: what is allowed is inside, with nothing left to follow', () => {
    const piece = fc.oneof(
      fc.constantFrom('..', '.', '/', '\\', 'a', 'ws', 'home', 'c:', '//', ' ', '%2e%2e', 'server', 'share'),
      fc.string({ maxLength: 3 }),
    );
    let allowed = 0;
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 10 }),
        fc.constantFrom(posix, drive, share),
        (pieces, { file, roots }) => {
          const result = bodyFilePath(file, roots, pieces.join(''));
          if (!result.ok) return;
          allowed++;
          assert.ok(
            roots.some((root) => result.path.toLowerCase().startsWith(`${root.toLowerCase()}/`)),
            result.path,
          );
          assert.ok(
            !result.path.split(/[/\\]/).some((segment) => segment === '..' || segment === '.'),
            result.path,
          );
        },
      ),
      { numRuns: 500 },
    );
    assert.ok(allowed > 20, `only ${allowed} were allowed`);
  });
});
