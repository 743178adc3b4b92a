/** Where a body's file is, or why it cannot be used. */
export type BodyFilePath =
  /** `path` is absolute, with `/`, and inside the workspace by its name. */
  { readonly ok: true; readonly path: string } | { readonly ok: false; readonly reason: string };

/** A path cut at its slashes. */
interface Absolute {
  /** `` (POSIX), `c:` or `//server/share`. */
  readonly root: string;
  readonly segments: readonly string[];
}

/**
 * Where the file of a body (`< ./body.json`) is. It must be inside one of the workspace's folders, or, where
 * no folder is open, beside or below the request file. This looks at names only: a host that follows symbolic
 * links has to look again at where they lead.
 *
 * @param requestFile absolute path of the request file, with `/`
 * @param workspaceRoots absolute paths of the workspace's folders, with `/`
 * @param path as written in the request, references replaced; both kinds of slashes separate
 */
export function bodyFilePath(
  requestFile: string,
  workspaceRoots: readonly string[],
  path: string,
): BodyFilePath {
  const file = absolute(requestFile);
  const written = path.trim().replaceAll('\\', '/');
  const refused = refusal(written, file);
  if (refused !== undefined) return { ok: false, reason: refused };
  const folder = { root: file.root, segments: file.segments.slice(0, -1) };
  const target = against(folder, written);
  const roots = workspaceRoots.length > 0 ? workspaceRoots.map(absolute) : [folder];
  if (isWindows(target) && target.segments.some(isDeviceName)) {
    return { ok: false, reason: `${path} is no name that a file can have on Windows. Use another one.` };
  }
  if (!roots.some((root) => isInside(root, target))) {
    const where = workspaceRoots.length > 0 ? 'the workspace' : 'the folder of the request';
    return { ok: false, reason: `${path} is outside of ${where}. Copy the file into it.` };
  }
  return { ok: true, path: `${target.root}/${target.segments.join('/')}` };
}

function refusal(path: string, file: Absolute): string | undefined {
  if (path === '' || path.endsWith('/')) return 'The path of the body’s file has no file name. Write one.';
  if (/\p{Cc}/u.test(path)) return 'The path of the body’s file has a control character in it. Remove it.';
  if (/^\/\/[.?]\//.test(path)) return 'The path of the body’s file names a device. Use a path of a file.';
  if (/^(?:[a-z][a-z0-9+.-]+:\/\/|file:)/i.test(path))
    return 'A body’s file cannot be a URL. Use a path inside the workspace.';
  const drive = /^[a-z]:/i.test(path);
  if (drive && path.charAt(2) !== '/')
    return 'Write a slash after the drive, or a path from the request file.';
  if (drive && !isWindows(file))
    return `There is no drive ${path.slice(0, 2)} here. Use a path from the request file.`;
  return undefined;
}

function isWindows({ root }: Absolute): boolean {
  return root !== '';
}

/** An absolute path, cut. A drive letter is in lower case afterwards. */
function absolute(path: string): Absolute {
  const slashed = path.replaceAll('\\', '/');
  const [share] = /^\/\/[^/]+\/[^/]+/.exec(slashed) ?? [];
  if (share !== undefined) return { root: share, segments: normal([], slashed.slice(share.length)) };
  const [drive] = /^\/?[a-z]:(?=\/|$)/i.exec(slashed) ?? [];
  if (drive === undefined) return { root: '', segments: normal([], slashed) };
  return { root: drive.replace('/', '').toLowerCase(), segments: normal([], slashed.slice(drive.length)) };
}

/** A path, absolute or from a folder. `/x` stays on the drive or share of the folder. */
function against(folder: Absolute, path: string): Absolute {
  if (path.startsWith('//') || /^[a-z]:/i.test(path)) return absolute(path);
  if (path.startsWith('/')) return { root: folder.root, segments: normal([], path) };
  return { root: folder.root, segments: normal(folder.segments, path) };
}

function normal(start: readonly string[], path: string): string[] {
  const segments = [...start];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments;
}

/** Whether Windows would read a segment as something else than the name of a file or folder. */
function isDeviceName(segment: string): boolean {
  return (
    segment.includes(':') ||
    /[. ]$/.test(segment) ||
    /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(segment)
  );
}

function isInside(root: Absolute, target: Absolute): boolean {
  const fold = (text: string): string => (isWindows(target) ? text.toLowerCase() : text);
  if (fold(root.root) !== fold(target.root) || target.segments.length <= root.segments.length) return false;
  return root.segments.every((segment, index) => fold(segment) === fold(target.segments[index] ?? ''));
}
