import type * as vscode from 'vscode';
import type { Resource } from '../../core/catalog/resource.ts';
import type { Environment } from '../../core/environments.ts';
import { type PermissionSubject, permissionKey } from '../../core/permissions/requestScopes.ts';
import { type Services, sentResourceOf } from '../../core/services.ts';

const STATE_KEY = 'permissions';

/** Permissions that a person chose in the place of the least ones, by environment and endpoint. */
export class PermissionChoice {
  readonly #state: vscode.Memento;

  /** @param state remembered for all windows of this person */
  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  /** The permission that was chosen for requests like this one; undefined: the least. */
  of(
    environment: Environment,
    resource: Resource | undefined,
    request: PermissionSubject,
  ): string | undefined {
    return this.#all()[keyOf(environment, resource, request)];
  }

  /** What a request means, and the permission that was chosen for it. */
  async find(
    services: Pick<Services, 'catalog'>,
    environment: Environment,
    request: PermissionSubject,
  ): Promise<{ readonly resource?: Resource; readonly permission?: string }> {
    const resource = sentResourceOf(await services.catalog(), request.url);
    const permission = this.of(environment, resource, request);
    return { ...(resource ? { resource } : {}), ...(permission === undefined ? {} : { permission }) };
  }

  /** Remembers a permission for requests like this one; undefined takes the least again. */
  async choose(
    environment: Environment,
    resource: Resource | undefined,
    request: PermissionSubject,
    permission: string | undefined,
  ): Promise<void> {
    const { [keyOf(environment, resource, request)]: _, ...others } = this.#all();
    const chosen = permission === undefined ? {} : { [keyOf(environment, resource, request)]: permission };
    await this.#state.update(STATE_KEY, { ...others, ...chosen });
  }

  #all(): Readonly<Record<string, string>> {
    return this.#state.get<Record<string, string>>(STATE_KEY, {});
  }
}

function keyOf({ id }: Environment, resource: Resource | undefined, request: PermissionSubject): string {
  return `${id} ${permissionKey(resource, request)}`;
}
