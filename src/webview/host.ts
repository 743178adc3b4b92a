import type { FromPage, ToPage } from './messages.ts';

/** What VS Code gives to a webview's script. */
interface VsCodeApi {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The page's line to the editor. */
export interface Host {
  post(message: FromPage): void;
  /** What an earlier page of this panel saved. */
  saved(): unknown;
  save(state: unknown): void;
}

/** Takes the editor's API (it is given out once) and listens for the editor's messages. */
export function connect(receive: (message: ToPage) => void): Host {
  const api = acquireVsCodeApi();
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    // The editor hands messages to the page from the page's own origin; nobody else has a say.
    if (event.origin === window.origin && isToPage(event.data)) receive(event.data);
  });
  return {
    post: (message) => api.postMessage(message),
    saved: () => api.getState(),
    save: (state) => api.setState(state),
  };
}

function isToPage(data: unknown): data is ToPage {
  if (typeof data !== 'object' || data === null || !('type' in data)) return false;
  if (data.type === 'settled') return true;
  if (data.type === 'place') return 'position' in data && 'count' in data;
  if (data.type === 'body') return 'id' in data && 'at' in data;
  if (data.type === 'rows') return 'id' in data && 'path' in data && 'from' in data;
  if (data.type === 'sending') return 'method' in data && 'url' in data && 'environment' in data;
  return (
    data.type === 'show' && 'response' in data && typeof data.response === 'object' && data.response !== null
  );
}
