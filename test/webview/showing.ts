/**
 * What runs in a page to show a body and to measure that. Each function is handed to the page as its text, so it uses
 * nothing from around it but `window`.
 */

declare global {
  interface Window {
    /** Waits until the next frame is painted. */
    painted: () => Promise<void>;
  }
}

/** Runs in the page before anything else. */
export function addPainted(): void {
  window.painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        // A message is delivered behind the frame's paint.
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve();
        channel.port2.postMessage(undefined);
      });
    });
}

/** What is shown, and how it comes. */
export interface Shown {
  /** The message that shows the response, with the beginning of the body. */
  readonly message: string;
  /** The messages with the rest, in their order; none where only the beginning is waited for. */
  readonly rest: readonly string[];
}

/** Milliseconds from the arrival of the response to the frame that shows it, or all of it. */
export async function showInPage({ message, rest }: Shown): Promise<number> {
  const { painted } = window;
  const send = (data: unknown) => {
    const arrived = new Promise<void>((resolve) =>
      addEventListener('message', () => resolve(), { once: true }),
    );
    postMessage(data, location.origin);
    return arrived;
  };
  const asked = () => window.stub.posted.filter(({ type }) => type === 'body').length;
  const askedBefore = asked();
  const data: unknown = JSON.parse(message);
  const start = performance.now();
  await send(data);
  await painted();
  for (const [index, next] of rest.entries()) {
    while (asked() - askedBefore <= index) await painted();
    await send(JSON.parse(next));
  }
  if (rest.length > 0) await painted();
  return performance.now() - start;
}

/** Milliseconds that the same text takes in a `<pre>`: as it is, or as markup that a regular expression coloured. */
export async function showInPre({ raw, coloured }: { raw: string; coloured: boolean }): Promise<number> {
  const start = performance.now();
  const pre = document.createElement('pre');
  if (coloured) {
    pre.innerHTML = raw
      .replace(/[&<>]/g, (unit) => `&#${unit.charCodeAt(0)};`)
      .replace(/("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d[\d.eE+-]*/g, (all, text, colon) => {
        const kind = text === undefined ? 'number' : colon === undefined ? 'string' : 'name';
        return `<span class="${kind}">${all}</span>`;
      });
  } else pre.textContent = raw;
  document.body.replaceChildren(pre);
  await window.painted();
  return performance.now() - start;
}

/**
 * Milliseconds of each frame while what is shown is scrolled from its start to its end and back: in jumps, so that
 * every frame has other lines, then on by a screen a frame.
 *
 * @param path of the element that scrolls, through shadow roots; the document where it is empty
 */
export async function scrollThrough(path: readonly string[]): Promise<readonly number[]> {
  const jumps = 40;
  let root: ParentNode = document;
  let scroller: Element | null = document.scrollingElement;
  for (const selector of path) {
    scroller = root.querySelector(selector);
    root = scroller?.shadowRoot ?? root;
  }
  if (!scroller) throw new Error(`There is no ${path.join(' ')}.`);
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const times: number[] = [];
  let last = await frame();
  const to = async (top: number) => {
    scroller.scrollTop = top;
    const now = await frame();
    times.push(now - last);
    last = now;
  };
  for (let jump = 1; jump <= jumps; jump++) await to((scroller.scrollHeight * jump) / jumps);
  for (let jump = jumps; jump >= 0; jump--) await to((scroller.scrollHeight * jump) / jumps);
  for (let screen = 1; screen <= jumps; screen++) await to(screen * scroller.clientHeight);
  // The first frame is that of the press.
  return times.slice(1);
}
