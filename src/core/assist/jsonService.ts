import {
  ClientCapabilities,
  type CompletionItem,
  getLanguageService,
  type JSONSchema,
  type LanguageService,
} from 'vscode-json-languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ResourceSchema } from '../catalog/schema.ts';

/**
 * VS Code's JSON support over the schema of one request's body. This module is heavy: reach it by
 * `await import(…)` only.
 */
export class JsonService {
  readonly #service: LanguageService;
  readonly #known = new Map<string, ResourceSchema>();

  constructor() {
    this.#service = getLanguageService({ clientCapabilities: ClientCapabilities.LATEST });
  }

  /**
   * Proposals at `offset` of a body's text, as the language service makes them: their ranges are positions
   * in that text.
   */
  async complete(schema: ResourceSchema, text: string, offset: number): Promise<ServiceCompletions> {
    const document = this.#open(schema, text);
    const parsed = this.#service.parseJSONDocument(document);
    const list = await this.#service.doComplete(document, document.positionAt(offset), parsed);
    return { document, items: list?.items ?? [] };
  }

  #open(schema: ResourceSchema, text: string): TextDocument {
    const uri = `graph-http-body:///${encodeURIComponent(schema.$id)}.json`;
    if (this.#known.get(uri) !== schema) {
      this.#known.set(uri, schema);
      this.#service.configure({
        allowComments: true,
        schemas: [...this.#known].map(([match, known]) => ({
          uri: known.$id,
          fileMatch: [match],
          schema: known as unknown as JSONSchema,
        })),
      });
    }
    return TextDocument.create(uri, 'json', 1, text);
  }
}

/** Proposals of the language service and the document that their ranges belong to. */
export interface ServiceCompletions {
  readonly document: TextDocument;
  readonly items: readonly CompletionItem[];
}
