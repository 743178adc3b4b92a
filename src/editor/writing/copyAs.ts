import * as vscode from 'vscode';
import type { CodeLanguage } from '../../core/assist/copy/languages.ts';
import { cloudOfHost, type Environment, GLOBAL } from '../../core/environments.ts';
import { requestPermissions } from '../../core/permissions/requestScopes.ts';
import type { ResolvedRequest, SentRequest } from '../../core/request/message.ts';
import { withPlaceholders } from '../../core/send/mask/placeholders.ts';
import { targetRequest } from '../../core/send/target.ts';
import { type Services, sentResourceOf } from '../../core/services.ts';
import type { EnvironmentChoice } from '../environment/environment.ts';
import { showError, showInformation } from '../notify.ts';
import type { Requests } from '../requests.ts';

/** What copying works with. */
export interface CopyParts {
  readonly services: Services;
  readonly requests: Requests;
  readonly choice: EnvironmentChoice;
}

interface LanguageItem extends vscode.QuickPickItem {
  readonly language: CodeLanguage;
}

/** Asks for a language and copies the request of a lens, or the one at the cursor, as code that sends it. */
export async function copyAs(parts: CopyParts, uri?: vscode.Uri, index?: number): Promise<void> {
  const { CODE_LANGUAGES } = await import('../../core/assist/copy/languages.ts');
  const items = CODE_LANGUAGES.map(
    (language): LanguageItem => ({ label: language.label, description: language.description, language }),
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Copy Request As',
    placeHolder: 'Where should the request run?',
    matchOnDescription: true,
  });
  if (picked) await copyIn(parts, picked.language.id, uri, index);
}

/** Copies the request of a lens, or the one at the cursor, in one language. */
export async function copyIn(
  parts: CopyParts,
  id: CodeLanguage['id'],
  uri?: vscode.Uri,
  index?: number,
): Promise<void> {
  const ready = await parts.requests.prepare(uri, index);
  if (!ready) return;
  const { request } = ready;
  await copyCode(parts, id, { request, environment: destinationOf(request.url, parts.choice.current) });
}

/**
 * Copies a request that went out, as the response page or the history shows it, in one language. Secrets are not in
 * it; placeholders stand for them.
 */
export async function copySent(parts: CopyParts, id: string, sent: SentRequest): Promise<void> {
  const { request, placeholders } = withPlaceholders(sent);
  const { host } = URL.canParse(sent.url) ? new URL(sent.url) : { host: '' };
  const environment = parts.choice.environments.all.find((each) => each.host === host) ?? GLOBAL;
  // The sandbox's address means nothing to others, and changes with every start.
  const url = request.url.replace(/^http:\/\/[^/?#]*/, `https://${GLOBAL.host}`);
  await copyCode(parts, id, { request: { ...request, url }, environment, placeholders });
}

/** What is copied, and where the code sends it. */
interface Copied {
  readonly request: ResolvedRequest;
  readonly environment: Environment;
  /** What stands for its secrets. */
  readonly placeholders?: readonly string[];
}

async function copyCode(
  { services }: CopyParts,
  id: string,
  { request, environment, placeholders = [] }: Copied,
): Promise<void> {
  const [{ CODE_LANGUAGES }, { codeRequest }, catalog] = await Promise.all([
    import('../../core/assist/copy/languages.ts'),
    import('../../core/assist/copy/codeRequest.ts'),
    services.catalog(),
  ]);
  const language = CODE_LANGUAGES.find((each) => each.id === id);
  if (!language) return;
  const resource = sentResourceOf(catalog, request.url);
  const base = new URL(`https://${environment.host}`);
  const options = resource ? { defaultVersion: resource.version } : {};
  const target = targetRequest(request, environment, base, [], options);
  if (!target.ok) {
    void showError(`Nothing was copied. ${target.message}`);
    return;
  }
  const permissions = requestPermissions(resource, request);
  await vscode.env.clipboard.writeText(language.write(codeRequest(request, target.request.url, permissions)));
  vscode.window.setStatusBarMessage(`$(check) Copied as ${language.label}; ${language.token}`, 6000);
  if (placeholders.length > 0) void showInformation(placeholderText(language.label, placeholders));
}

/** Placeholders that are named at most. */
const MOST_NAMES = 6;

/** Says which secrets are to be put in, and that none were copied. */
function placeholderText(label: string, placeholders: readonly string[]): string {
  const more = placeholders.length > MOST_NAMES ? ` and ${placeholders.length - MOST_NAMES} more` : '';
  return `Copied as ${label}, without its secrets: replace ${placeholders.slice(0, MOST_NAMES).join(', ')}${more} before you run it.`;
}

/** Where the copied code sends the request: never to the sandbox, which others do not have. */
function destinationOf(url: string, environment: Environment): Environment {
  if (environment.real) return environment;
  return (URL.canParse(url) ? cloudOfHost(new URL(url).host) : undefined) ?? GLOBAL;
}
