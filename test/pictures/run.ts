// `npm run pictures`: makes the pictures of the walkthrough and the README anew, in the real workbench, from the
// sample requests and the sandbox. They end up in media/pictures. `--no-build` takes dist as it is.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { node, root } from '../host/paths.ts';
import { makeWorkspace } from '../support/ui/journey.ts';
import { openWindow } from '../support/ui/window.ts';
import { SAMPLE, scenes } from './scenes.ts';
import { FOLDER, Stage } from './stage.ts';

const { values: flags } = parseArgs({ options: { 'no-build': { type: 'boolean' } } });

async function build(): Promise<void> {
  const [code] = await once(spawn(node, ['esbuild.mjs'], { cwd: root, stdio: 'inherit' }), 'exit');
  if (code !== 0) throw new Error('The extension could not be built.');
}

/** The last request of a sample has mistakes on purpose, which the pictures are not about. */
async function leaveOutMistakes(file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.slice(0, text.indexOf('### To fix')));
}

if (!flags['no-build']) await build();
const workspace = await makeWorkspace({ from: join(root, 'media', 'samples') });
await leaveOutMistakes(join(workspace, SAMPLE));
const window = await openWindow({ extension: root, workspace, journey: 'pictures', scale: 1.5 });
try {
  await mkdir(FOLDER, { recursive: true });
  const stage = new Stage({ ...window, workspace });
  for (const [name, scene] of Object.entries(scenes)) {
    console.log(name);
    await scene(stage);
  }
} catch (cause) {
  console.error(cause);
  console.error(`See ${await window.shot('failure')} and ${await window.keepLogs()}.`);
  process.exitCode = 1;
} finally {
  await window.close();
  await rm(dirname(workspace), { recursive: true, force: true, maxRetries: 5 });
}
process.exit();
