import { redactText } from './mask/redact.ts';

/** The first line of an error that is not meant for people, without anything secret. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return redactText(message.split('\n', 1)[0] ?? '').slice(0, 200);
}
