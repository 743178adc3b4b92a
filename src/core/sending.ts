/**
 * What sending a request needs, loaded by one import at the first send. Only hosts import it; the core's own
 * modules import one another.
 */
export { createClient } from './send/client/client.ts';
export { downloadText } from './send/client/downloadText.ts';
export { deliver } from './send/deliver.ts';
export { look } from './send/loop/look.ts';
export { readCommand, runTokenCommand } from './send/signIn/tokenCommand.ts';
