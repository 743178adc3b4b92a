/** What is sent and answered. */

/** The kinds of an answer, by the path that asks for it. */
export const ANSWERS: Readonly<Record<string, string>> = {
  '/v1.0/small': object(1),
  '/v1.0/large': object(4_100),
  '/v1.0/text': 'x'.repeat(5 * 1024 * 1024),
};

/** A case: which answer, and how many requests at once. */
export interface SendCase {
  readonly path: string;
  readonly atOnce: number;
}

export const SMALL = '1 KB';
export const SMALL_MANY = '1 KB, 50 at once';
export const LARGE = '5 MB';
export const LARGE_MANY = '5 MB, 50 at once';
export const TEXT = '5 MB that is no JSON';

export const CASES: Readonly<Record<string, SendCase>> = {
  [SMALL]: { path: '/v1.0/small', atOnce: 1 },
  [SMALL_MANY]: { path: '/v1.0/small', atOnce: 50 },
  [LARGE]: { path: '/v1.0/large', atOnce: 1 },
  [LARGE_MANY]: { path: '/v1.0/large', atOnce: 50 },
  [TEXT]: { path: '/v1.0/text', atOnce: 1 },
};

/** An object with so many members that each have about 1.25 KB. */
function object(members: number): string {
  const value = Array.from({ length: members }, (_, index) => ({
    id: `a6a9bb2f-6f4c-4c9f-a7b5-${index.toString(16).padStart(12, '0')}`,
    displayName: `Connector ${index}`,
    enabled: index % 2 === 0,
    description: 'What it is for, in a sentence or two. '.repeat(24),
    count: index * 1.5,
  }));
  return JSON.stringify({ '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#connectors', value });
}

/** Sends the requests of a case, all at once, with what sends one. */
export async function sendAll(
  { path, atOnce }: SendCase,
  one: (path: string) => Promise<unknown>,
): Promise<unknown> {
  if (atOnce === 1) return one(path);
  return Promise.all(Array.from({ length: atOnce }, () => one(path)));
}

/** What everybody does with a body: read it as JSON where it is. */
export function read(text: string): unknown {
  return text.startsWith('{') ? JSON.parse(text) : text;
}
