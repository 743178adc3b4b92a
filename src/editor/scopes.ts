import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import { LANGUAGE_ID } from '../contributions.ts';
import type { RequestFile } from '../core/request/tree.ts';
import { usageKey } from '../core/request/usage.ts';
import {
  type EnvironmentFiles,
  readDotenvFiles,
  readEnvironmentFiles,
} from '../core/request/values/environmentFiles.ts';
import { fileVariables } from '../core/request/values/fileVariables.ts';
import { createScope, type EarlierResponse, type Scope } from '../core/request/values/scope.ts';
import type { EnvironmentChoice } from './environment/environment.ts';
import { type FileChoice, onReturn, watchFiles } from './fileNews.ts';
import { workspaceFiles } from './host.ts';
import * as settings from './settings.ts';

/** Names of the files beside requests that have values for them. */
const VALUE_FILES = ['http-client.env.json', 'http-client.private.env.json', '.env'];

interface Surroundings {
  readonly environments: EnvironmentFiles;
  readonly dotenv: ReadonlyMap<string, string>;
}

/** Where each document's references get their values from. */
export class DocumentScopes implements vscode.Disposable {
  readonly #choice: EnvironmentChoice;
  readonly #surroundings = new Map<string, Promise<Surroundings>>();
  readonly #responses = new Map<string, Map<string, EarlierResponse>>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable;
  readonly onDidChange = this.#changed.event;
  #generation = 0;

  constructor(choice: EnvironmentChoice) {
    this.#choice = choice;
    const files: FileChoice = {
      pattern: `**/{${VALUE_FILES.join(',')}}`,
      concerns: ({ path }) => VALUE_FILES.includes(basename(path)),
    };
    const forget = () => this.#forget();
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      watchFiles(files, forget),
      onReturn(forget),
      vscode.workspace.onDidGrantWorkspaceTrust(forget),
      settings.onSettingsChanged(() => this.#announce()),
      choice.onDidChange(() => this.#announce()),
      vscode.workspace.onDidCloseTextDocument(({ languageId, uri }) => {
        if (languageId === LANGUAGE_ID) this.#responses.delete(uri.toString());
      }),
    );
  }

  /** The scope of a document, with answers that were given for one send. */
  async scopeFor(document: vscode.TextDocument, answers: Partial<Scope> = {}): Promise<Scope> {
    const { environments, dotenv } = await this.#surroundingsOf(document.uri);
    const names = this.#choice.variableNames;
    const trusted = vscode.workspace.isTrusted;
    return createScope({
      environment: new Map([
        ...Object.entries(settings.environmentVariables(names)),
        ...environments.variables(...names),
      ]),
      elsewhere: environments.having,
      responses: this.#responses.get(document.uri.toString()) ?? new Map(),
      processEnv: (name) => (trusted ? process.env[name] : undefined),
      dotenv: (name) => dotenv.get(name),
      ...answers,
    });
  }

  /** Names of the environments that the files beside a document have variables for. */
  async environmentNames(document: vscode.TextDocument | undefined): Promise<readonly string[]> {
    if (document?.languageId !== LANGUAGE_ID) return [];
    return (await this.#surroundingsOf(document.uri)).environments.names;
  }

  /** Changes whenever a reference of the file could have got another value, or a name another use. */
  fingerprint(document: vscode.TextDocument, file: RequestFile): string {
    const values = valuesKey(fileVariables(file));
    return `${this.#generation} ${document.uri.toString()} ${values} ${usageKey(file)}`;
  }

  /** Keeps the answer of a named request for later ones to refer to. */
  keepResponse(document: vscode.TextDocument, name: string, response: EarlierResponse): void {
    const key = document.uri.toString();
    const known = this.#responses.get(key) ?? new Map<string, EarlierResponse>();
    this.#responses.set(key, new Map([...known, [name, response]]));
    this.#announce();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #surroundingsOf(uri: vscode.Uri): Promise<Surroundings> {
    const folder = vscode.Uri.joinPath(uri, '..').toString();
    let known = this.#surroundings.get(folder);
    if (!known) {
      known = readSurroundings(uri);
      this.#surroundings.set(folder, known);
    }
    return known;
  }

  #forget(): void {
    this.#surroundings.clear();
    this.#announce();
  }

  #announce(): void {
    this.#generation++;
    this.#changed.fire();
  }
}

const valueKeys = new WeakMap<ReturnType<typeof fileVariables>, string>();

/** Names and values of variables as a text; made once for as long as none of them is edited. */
function valuesKey(variables: ReturnType<typeof fileVariables>): string {
  let key = valueKeys.get(variables);
  if (key === undefined) {
    key = JSON.stringify([...variables].map(([name, { variable }]) => [name, variable.value.text]));
    valueKeys.set(variables, key);
  }
  return key;
}

async function readSurroundings(uri: vscode.Uri): Promise<Surroundings> {
  const files = workspaceFiles(uri);
  const roots = workspaceRoots();
  const [environments, dotenv] = await Promise.all([
    readEnvironmentFiles(files, uri.path, roots),
    readDotenvFiles(files, uri.path, roots),
  ]);
  return { environments, dotenv };
}

/** Paths of the workspace's folders. */
export function workspaceRoots(): readonly string[] {
  return (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.path);
}
