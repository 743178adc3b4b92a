import type { Endpoint, ResourceSchema } from '../../catalog/schema.ts';
import type { Environment } from '../../environments.ts';

/**
 * What a button of an explanation does. `read-again`: reads the object of the change. `compare`: reads it and says
 * whether the change was made. `show-newer`: shows what somebody else has changed meanwhile.
 */
export type ExplanationAction =
  | 'send-again'
  | 'reveal-request'
  | 'select-environment'
  | 'show-log'
  /** Asks for the permission that is missing, and sends again once it is there. */
  | 'sign-in-more'
  | 'choose-permission'
  | 'select-account'
  /** Opens the settings that the failed sign-in depends on. */
  | 'sign-in-settings'
  | 'read-again'
  | 'compare'
  | 'show-newer'
  /** Writes the URL that the service has in the place of the one that the API page prints. */
  | 'use-working-url'
  /** Sends again once the time is over that the service asked for. */
  | 'wait-and-send';

/** A button of an explanation. */
export type ExplainAction = { readonly action: ExplanationAction; readonly label: string } | PropertyAction;

/** Puts the cursor on a property in the request file, and offers the quick fixes that there are. */
export interface PropertyAction {
  readonly action: 'fix-property';
  readonly label: string;
  /** A JSON path of the body: `passwordCredentials[0].startDateTime`. */
  readonly property: string;
}

/** One thing that the service says besides. */
export interface ExplainedDetail {
  readonly code: string;
  readonly message: string;
  /** As the service wrote it. */
  readonly target?: string;
  /** The place of the body that it is about, as a JSON path, where that is certain. */
  readonly property?: string;
}

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
  readonly details: readonly ExplainedDetail[];
  readonly documentation?: string;
  readonly actions: readonly ExplainAction[];
}

/** What is known about a request when its outcome is explained. */
export interface ExplainContext {
  readonly environment: Environment;
  /** Of the request; a change unless told. */
  readonly method?: string;
  /** As it went out. */
  readonly url?: string;
  /** Full names of the scopes that the token was asked for. */
  readonly scopes: readonly string[];
  /** Names of the permissions that the token carries, where it says so. */
  readonly granted?: readonly string[];
  readonly endpoint?: Endpoint;
  /** Whether the URL is the page's own or the service's, where the endpoint is known. */
  readonly form?: 'page' | 'working';
  /** The body as it went out, secrets masked. */
  readonly body?: string;
  /** Names of the properties that the body set. */
  readonly touched?: readonly string[];
  /** The schema of the resource, which knows what single properties need. */
  readonly schema?: ResourceSchema;
}
