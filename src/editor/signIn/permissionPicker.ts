import * as vscode from 'vscode';
import type { Resource } from '../../core/catalog/resource.ts';
import type { Environment } from '../../core/environments.ts';
import { leastFor, namedProperties, type PermissionSubject } from '../../core/permissions/requestScopes.ts';
import { isPermissionName } from '../../core/send/signIn/claims.ts';
import type { PermissionChoice } from './permissionChoice.ts';

/** A request whose permission is chosen. */
export interface PermissionQuestion {
  readonly environment: Environment;
  readonly resource: Resource | undefined;
  readonly request: PermissionSubject;
}

interface PermissionItem extends vscode.QuickPickItem {
  /** Asks what to take: the permission, undefined for the least, `false` where the person cancelled. */
  readonly take: () => Promise<string | undefined | false>;
}

/**
 * Asks which permission a request, and those like it, sign in with.
 *
 * @returns whether something was chosen
 */
export async function pickPermission(
  choice: PermissionChoice,
  { environment, resource, request }: PermissionQuestion,
): Promise<boolean> {
  const current = choice.of(environment, resource, request);
  const picked = await vscode.window.showQuickPick(itemsFor(resource, request, current), {
    title: `Permission for ${request.method} ${resource?.endpoint.workingPaths[0] ?? request.url}`,
    placeHolder: `What the sign-in to ${environment.label} asks for`,
    matchOnDetail: true,
  });
  const permission = (await picked?.take()) ?? undefined;
  if (picked === undefined || permission === false) return false;
  await choice.choose(environment, resource, request, permission);
  return true;
}

function itemsFor(
  resource: Resource | undefined,
  request: PermissionSubject,
  current: string | undefined,
): readonly PermissionItem[] {
  const { permissions, wider } =
    resource === undefined ? { permissions: [], wider: [] } : leastFor(resource, request);
  const selected = (permission: string | undefined) => (permission === current ? ['selected'] : []);
  const [first, ...further] = permissions;
  const known = new Set([first, ...wider]);
  const strange = current !== undefined && !known.has(current) ? [current] : [];
  return [
    {
      label: first ?? 'What the application was granted',
      description: ['least', ...selected(undefined)].join(' · '),
      detail: `${reasonOf(request)}${further.length > 0 ? ` With ${further.join(' and ')}.` : ''}`,
      take: async () => undefined,
    },
    ...[...wider, ...strange].map(
      (permission): PermissionItem => ({
        label: permission,
        description: ['wider', ...selected(permission)].join(' · '),
        detail: 'Enough as well, and allows more than this request needs.',
        take: async () => permission,
      }),
    ),
    {
      label: '$(edit) Another permission…',
      detail: 'Type its name, as the API page has it.',
      take: askName,
    },
  ];
}

/** For which properties the least is the least. */
function reasonOf(request: PermissionSubject): string {
  const names = namedProperties(request);
  if (names.length === 0) return 'Enough for this request.';
  const shown = names.slice(0, 5).join(', ');
  return `Enough for ${shown}${names.length > 5 ? ` and ${names.length - 5} more` : ''}.`;
}

async function askName(): Promise<string | false> {
  const name = await vscode.window.showInputBox({
    title: 'Permission to sign in with',
    prompt: 'For example Directory.ReadWrite.All',
    validateInput: (text) =>
      isPermissionName(text.trim()) ? undefined : 'A permission is letters, digits and dots: User.Read',
  });
  return name?.trim() ?? false;
}
