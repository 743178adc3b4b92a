import type { Endpoint, ResourceSchema } from '../catalog/schema.ts';
import type { Environment } from './environments.ts';

/** What a button of an explanation does. */
export type ExplanationAction = 'send-again' | 'reveal-request' | 'select-environment' | 'show-log';

/** Why a request did not do what it should have done, and what to do next. Plain data, without markup. */
export interface Explanation {
  /** Stable: the service's code, or one of ours. */
  readonly code: string;
  /** As the service said it, or our own sentence. */
  readonly message: string;
  /** What that means, in a plain sentence. */
  readonly cause: string;
  /** What to do next, one sentence each, best first. */
  readonly advice: readonly string[];
  readonly details: readonly { readonly code: string; readonly message: string; readonly target?: string }[];
  readonly documentation?: string;
  readonly actions: readonly { readonly action: ExplanationAction; readonly label: string }[];
}

/** What is known about a request when its outcome is explained. */
export interface ExplainContext {
  readonly environment: Environment;
  /** Of the request; a change unless told. */
  readonly method?: string;
  /** Full names of the scopes that the token was asked for. */
  readonly scopes: readonly string[];
  readonly endpoint?: Endpoint;
  /** Whether the URL is the page's own or the service's, where the endpoint is known. */
  readonly form?: 'page' | 'working';
  /** Names of the properties that the body set. */
  readonly touched?: readonly string[];
  /** The schema of the resource, which knows what single properties need. */
  readonly schema?: ResourceSchema;
}
