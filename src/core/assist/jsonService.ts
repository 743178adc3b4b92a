import type { CompletionItem, JSONSchema, LanguageService } from 'vscode-json-languageservice';
import * as namespace from 'vscode-json-languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ResourceSchema } from '../catalog/schema.ts';

/** The package is CommonJS where it is not bundled: its exports are then the default one. */
const exported: typeof namespace = Reflect.get(namespace, 'default') ?? namespace;
const { ClientCapabilities, getLanguageService } = exported;

/**
 * VS Code's JSON support over the schema of one request's body. This module is heavy: reach it by
 * `await import(…)` only.
 */
export class JsonService {
  readonly #service: LanguageService;
  /** File names, by which the language service finds the schema of a document. */
  readonly #names = new Map<ResourceSchema, string>();

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
    let name = this.#names.get(schema);
    if (name === undefined) {
      name = `body-${this.#names.size}.json`;
      this.#names.set(schema, name);
      this.#service.configure({
        allowComments: true,
        schemas: [...this.#names].map(([known, fileName]) => ({
          uri: known.$id,
          fileMatch: [fileName],
          schema: known as unknown as JSONSchema,
        })),
      });
    }
    return TextDocument.create(`graph-http:/${name}`, 'json', 1, text);
  }
}

/** Proposals of the language service and the document that their ranges belong to. */
export interface ServiceCompletions {
  readonly document: TextDocument;
  readonly items: readonly CompletionItem[];
}
