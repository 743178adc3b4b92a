import { getLanguageService, type JSONSchema } from 'vscode-json-languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Run } from '../child.ts';
import { COMPLETION, placesIn } from './bodies.ts';
import { readInput, readSchema } from './read.ts';

/** What VS Code itself does in a JSON file that has a schema. */
export function contestant(name: string): Run {
  const input = readInput();
  const schema = readSchema(input) as JSONSchema;
  const uri = 'bench:/body.json';
  const service = getLanguageService({});
  service.configure({ schemas: [{ uri: 'bench:/schema.json', fileMatch: [uri], schema }] });
  const document = TextDocument.create(uri, 'json', 1, input.body);
  const places = placesIn(input.body).map((each) => document.positionAt(each));
  let next = 0;
  return async () => {
    const place = places[next++ % places.length] ?? { line: 0, character: 0 };
    const parsed = service.parseJSONDocument(document);
    const found =
      name === COMPLETION
        ? await service.doComplete(document, place, parsed)
        : await service.doHover(document, place, parsed);
    if (found === null) throw new Error('Nothing is known of a property.');
    return found;
  };
}
