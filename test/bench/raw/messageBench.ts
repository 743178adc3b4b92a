import type { Bench, Contestant } from '../bench.ts';
import { bundle, measureInChild } from '../children.ts';
import { MEGABYTES } from './message.ts';

const FIRST = 'First message';
const ROWS = 'More rows';
const BODY = 'More of the body';
const ALL = 'All at once';
/** Milliseconds that the extension host may be held at a time. */
const STRETCH = 15;

const PARTS: readonly (readonly [name: string, about: string, part: string])[] = [
  [FIRST, 'the beginning of the body, pretty-printed, and the first rows of the object', 'first'],
  [ROWS, 'the next rows of a collection, as the page asks for them', 'rows'],
  [BODY, 'the next part of the body, about 1 MB', 'body'],
  [
    ALL,
    'what a naive page needs before it shows anything: `JSON.stringify(JSON.parse(body), null, 2)`',
    'all',
  ],
];

/** How long the extension host is held for each message about a large answer. */
export async function messageBench(): Promise<Bench> {
  const module = await bundle('raw-message', new URL('message.ts', import.meta.url));
  const contestants = PARTS.map(
    ([name, about, part]): Contestant => ({
      name,
      about,
      measure: (size) => measureInChild('steady', module, `${part} ${size}`),
    }),
  );
  return {
    id: 'raw-message',
    title: 'Messages about a large answer',
    about: 'How long the extension host is held to make one message for the response page, warm.',
    rounds: 3,
    cases: Object.keys(MEGABYTES),
    contestants,
    targets: [FIRST, ROWS, BODY].map((name) => ({ case: '20 MB', contestant: name, atMost: STRETCH })),
  };
}
