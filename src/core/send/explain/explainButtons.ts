import type { ExplainAction } from './explanation.ts';

/** Goes to the request in its file. */
export const SHOW: ExplainAction = { action: 'reveal-request', label: 'Show Request' };
/** Sends the same request once more. */
export const AGAIN: ExplainAction = { action: 'send-again', label: 'Send Again' };
/** Chooses where requests go. */
export const ENVIRONMENT: ExplainAction = {
  action: 'select-environment',
  label: 'Select Another Environment',
};
/** Opens the log. */
export const LOG: ExplainAction = { action: 'show-log', label: 'Show Log' };
/** Chooses who is signed in. */
export const ACCOUNT: ExplainAction = { action: 'select-account', label: 'Select Another Account' };
/** Chooses what the token is asked for. */
export const PERMISSION: ExplainAction = { action: 'choose-permission', label: 'Choose Another Permission' };
/** Reads the object of a change whose answer was lost. */
export const COMPARE: ExplainAction = { action: 'compare', label: 'Compare with the Object' };
