import { readFileSync } from 'node:fs';
import { CsdlDocument } from '../../../src/core/csdl/document.ts';
import { encodeMetadata } from '../../../src/core/csdl/file.ts';
import type { Run } from '../child.ts';
import { documentFile } from './files.ts';

/** From the document to the compiled file. */
export function contestant(name: string): Run {
  return () => {
    const document = new CsdlDocument();
    document.write(readFileSync(documentFile(name)));
    return encodeMetadata(document.end(), { address: 'bench', checked: 0 }, document.size);
  };
}
