import { UserError } from '../../core/errors.ts';
import { explainSignIn } from '../../core/send/signIn/signInFailures.ts';
import { SOVEREIGN_SECTION } from '../../core/send/signIn/sovereign.ts';
import { showError } from '../notify.ts';
import { openSettings } from '../openSettings.ts';

/** Says why a sign-in failed, with a button that leads to what has to be set, where something has. */
export async function saySignInFailure(error: unknown): Promise<void> {
  if (!(error instanceof UserError)) throw error;
  const open = 'Open Settings';
  const buttons = explainSignIn(error.code)?.remedy === 'settings' ? [open] : [];
  const answer = await showError(error.message, ...buttons);
  if (answer === open) await openSignInSettings(error.code);
}

/** Opens the settings that a failed sign-in depends on. */
export async function openSignInSettings(code: string | undefined): Promise<void> {
  if (code === 'sovereign-setting') await openSettings(SOVEREIGN_SECTION);
  else if (code?.startsWith('token-command')) await openSettings('graphHttp.tokenCommand');
  else await openSettings('graphHttp.signIn');
}
