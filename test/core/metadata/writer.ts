/** A process that puts a file into a folder again and again, until it is killed: `node writer.ts <folder> <letter>`. */
import { CompiledFolder } from '../../../src/core/metadata/folder.ts';

const [, , path = '', letter = 'x'] = process.argv;
const folder = new CompiledFolder(path);
const bytes = Buffer.from(letter.repeat(500_000));
for (;;) await folder.write('shared.txt', bytes, Date.now());
