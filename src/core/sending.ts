/**
 * What sending a request needs, loaded by one import at the first send. Only hosts import it; the core's own
 * modules import one another.
 */
export { openJournal } from './journal/journal.ts';
export { createClient } from './send/client.ts';
export { deliver } from './send/deliver.ts';
