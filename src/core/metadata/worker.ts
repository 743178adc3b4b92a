/** The worker thread that compiles documents: a bundle of its own. One document, then it is ended. */
import { parentPort } from 'node:worker_threads';
import { Job } from './job.ts';
import type { ToWorker } from './messages.ts';

const job = new Job((answer) => {
  parentPort?.postMessage(answer, answer.kind === 'compiled' ? [answer.bytes.buffer] : []);
});
let last: Promise<void> = Promise.resolve();

parentPort?.on('message', (message: ToWorker) => {
  last = last.then(() => job.take(message));
});
