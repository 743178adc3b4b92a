import { readFileSync } from 'node:fs';
import { SaxesParser } from 'saxes';
import type { Run } from '../child.ts';
import { documentFile } from './files.ts';

/** The parser alone, with every tag looked at. */
export function contestant(name: string): Run {
  return () => {
    const parser = new SaxesParser({ xmlns: false, position: true });
    let tags = 0;
    parser.on('opentag', () => {
      tags++;
    });
    parser.write(readFileSync(documentFile(name), 'utf8')).close();
    return tags;
  };
}
