import { getLanguageService, type JSONSchema } from 'vscode-json-languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Run } from '../child.ts';
import { readInput, readSchema } from './read.ts';

/** What VS Code itself does with a JSON file that has a schema. */
export function contestant(): Run {
  const input = readInput();
  const { body } = input;
  const schema = readSchema(input) as JSONSchema;
  const uri = 'bench:/body.json';
  const service = getLanguageService({});
  service.configure({ validate: true, schemas: [{ uri: 'bench:/schema.json', fileMatch: [uri], schema }] });
  return async () => {
    const document = TextDocument.create(uri, 'json', 1, body);
    const problems = await service.doValidation(document, service.parseJSONDocument(document));
    if (problems.length === 0) throw new Error('The mistake was not found.');
    return problems;
  };
}
