import { readFile } from 'node:fs/promises';
import { CsdlDocument } from '../csdl/document.ts';
import { MetadataFile, writeMetadata } from '../csdl/file.ts';
import { XmlError } from '../csdl/xml.ts';
import { metadataBroken, metadataUnreadable } from './failures.ts';

/** Bytes at a time: so much is decoded and read before the next. */
const PIECE = 1024 * 1024;

/**
 * Compiles a CSDL document of this computer, in this thread: for the command line, which has nothing else to do.
 *
 * @param path as the person wrote it
 * @param now milliseconds since 1970
 * @throws UserError where the file cannot be read, or is no metadata: with line and column
 */
export async function loadMetadata(path: string, now: number): Promise<MetadataFile> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw metadataUnreadable(path, error);
  }
  try {
    const document = new CsdlDocument();
    for (let at = 0; at < bytes.length; at += PIECE) document.write(bytes.subarray(at, at + PIECE));
    const metadata = document.end();
    const file = MetadataFile.open(writeMetadata(metadata, { address: path, checked: now }));
    if (file) return file;
    throw new Error('What was compiled cannot be opened.');
  } catch (error) {
    if (error instanceof XmlError) throw metadataBroken(path, error);
    throw error;
  }
}
