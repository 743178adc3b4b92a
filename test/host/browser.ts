import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { provisionedChromium } from './chromium.ts';

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
  const executablePath = await chromiumPath();
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...(await supplements(executablePath)) },
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
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const installed = folders
    .flatMap((folder) => installedNames.map((name) => join(folder, name)))
    .find(existsSync);
  return installed ?? (await provisionedChromium());
}

/** Environment variables that lend Chromium the libraries and fonts beside it where the machine has none. */
async function supplements(executable: string): Promise<Record<string, string>> {
  const folder = dirname(executable);
  const added: Record<string, string> = {};
  const libraries = join(folder, 'libraries', 'lib');
  if (existsSync(libraries) && (await lacksLibraries(executable))) {
    added.LD_LIBRARY_PATH = [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  }
  if (existsSync(join(folder, 'fonts', 'fonts.conf')) && !existsSync('/etc/fonts/fonts.conf')) {
    added.FONTCONFIG_PATH = join(folder, 'fonts');
  }
  return added;
}

async function lacksLibraries(executable: string): Promise<boolean> {
  const { stdout } = await promisify(execFile)('ldd', [executable]).catch(() => ({ stdout: '' }));
  return stdout.includes('not found');
}
