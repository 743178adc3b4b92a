import { execFile } from 'node:child_process';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { npm } from './npm.mjs';
import { node } from './paths.ts';
import { provision } from './provision.ts';

const version = '153.0.0';

/** Run where the package is installed: unpacks all of it into the temp folder of its process. */
const unpack = `
  const { default: chromium, inflate } = await import('@sparticuz/chromium');
  await chromium.executablePath();
  await inflate('node_modules/@sparticuz/chromium/bin/al2023.tar.br');`;

const fontsConf = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="relative">cache</cachedir>
</fontconfig>
`;

/**
 * The executable of the headless Chromium in the cache, installed on first use from the npm package
 * \@sparticuz/chromium. Beside it: `libraries/` and `fonts/`, for machines that have none.
 * @throws on anything but Linux x64, for which the package has no binary.
 */
export async function provisionedChromium(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium was found. Install Chromium or Chrome and name it in CHROMIUM_PATH.');
  }
  const folder = await provision({
    name: 'chromium',
    pin: `@sparticuz/chromium@${version} with its libraries`,
    label: `Installing headless Chromium (@sparticuz/chromium ${version}, once)`,
    install,
  });
  return join(folder, 'chromium');
}

async function install(folder: string): Promise<void> {
  const packages = join(folder, 'packages');
  await mkdir(packages);
  await writeFile(join(packages, 'package.json'), '{ "private": true, "type": "module" }\n');
  await npm(packages, [
    'install',
    '--ignore-scripts',
    '--no-save',
    '--no-audit',
    '--no-fund',
    `@sparticuz/chromium@${version}`,
  ]);
  await promisify(execFile)(node, ['--input-type=module', '--eval', unpack], {
    cwd: packages,
    env: { ...process.env, TMPDIR: folder },
  });
  await rename(join(folder, 'al2023'), join(folder, 'libraries'));
  await writeFile(join(folder, 'fonts', 'fonts.conf'), fontsConf);
  await rm(packages, { recursive: true });
}
