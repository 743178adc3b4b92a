import type { Catalog } from '../../catalog/resource.ts';
import type { Scope } from '../../request/scope.ts';
import type { Environment } from '../../send/environments.ts';

/** What is known around the requests that a language model asks about. */
export interface ToolSetting {
  readonly catalog: Catalog;
  readonly scope: Scope;
  /** Where requests would go. */
  readonly environment: Environment;
}
