import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { npm } from './npm.mjs';
import { node } from './paths.ts';
import { provision } from './provision.ts';

const version = '153.0.0';
const installedNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Flags that let Chromium run headless, without a sandbox or a GPU, and keep it from calling home. */
const flags = [
  '--no-sandbox',
  '--disable-setuid-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--font-render-hinting=none',
  '--no-first-run',
  '--no-pings',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
];

/** Starts a headless Chromium that ends with this process. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await chromiumPath(),
    args: flags,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/**
 * The Chromium to run: `CHROMIUM_PATH`, an installed one, or the one of the npm package \@sparticuz/chromium
 * (Linux x64), put into the cache on first use.
 */
export async function chromiumPath(): Promise<string> {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  const installed = installedChromium();
  if (installed) return installed;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium was found. Install Chromium or Chrome and name it in CHROMIUM_PATH.');
  }
  const folder = await provision({
    name: 'chromium',
    pin: `@sparticuz/chromium@${version}`,
    label: `Installing headless Chromium (@sparticuz/chromium ${version}, once)`,
    install: unpackChromium,
  });
  return join(folder, 'chromium');
}

function installedChromium(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => installedNames.map((name) => join(folder, name))).find(existsSync);
}

/** The package unpacks into the temp folder that its process is given; that folder becomes the cache's. */
async function unpackChromium(folder: string): Promise<void> {
  const packages = join(folder, 'packages');
  await mkdir(packages);
  await writeFile(join(packages, 'package.json'), '{ "private": true, "type": "module" }\n');
  await npm(packages, ['install', '--ignore-scripts', '--no-save', `@sparticuz/chromium@${version}`]);
  const script =
    "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();";
  await promisify(execFile)(node, ['--input-type=module', '--eval', script], {
    cwd: packages,
    env: { ...process.env, TMPDIR: folder },
  });
  await rm(packages, { recursive: true });
}
