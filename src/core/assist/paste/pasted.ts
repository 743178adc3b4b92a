import { readAzRest, startsWithAzRest } from './azRest.ts';
import { readCurl, startsWithCurl } from './curl.ts';
import { readFetch } from './fetchCall.ts';
import { readExplorerLink } from './graphExplorer.ts';
import { type Dropped, droppedSentence, type Imported, requestText } from './imported.ts';
import { readPage } from './page.ts';
import { cmdletIn, hasPowerShellRequest, readPowerShell } from './powershell.ts';

/** A request in another form than that of the file, and what it becomes there. */
export interface Pasted {
  /** What it was. */
  readonly form: 'curl' | 'az' | 'fetch' | 'explorer' | 'powershell' | 'note' | 'page';
  /** The request, or several with separators between them; lines ended by `\n`. */
  readonly text: string;
  /** What was left out, as a sentence for a person; undefined where nothing was. */
  readonly leftOut?: string;
}

/** Texts longer than this are pasted as they are: no request is. */
const LONGEST = 5_000_000;

/** Recognises a request in a text from the clipboard; undefined where there is none, or it is fit as it is. */
export function readPasted(text: string): Pasted | undefined {
  if (text.length > LONGEST) return undefined;
  if (startsWithCurl(text)) {
    const read = readCurl(text);
    return read && severalPasted('curl', read);
  }
  if (startsWithAzRest(text)) {
    const read = readAzRest(text);
    return read && severalPasted('az', read);
  }
  const call = readFetch(text);
  if (call) return severalPasted('fetch', [call]);
  const link = readExplorerLink(text);
  if (link) return severalPasted('explorer', [link]);
  const read = hasPowerShellRequest(text) ? readPowerShell(text) : undefined;
  if (read) return severalPasted('powershell', read);
  const page = readPage(text);
  if (page) return pasted('page', page.text, page.token ? ['token'] : []);
  const cmdlet = cmdletIn(text);
  return cmdlet === undefined ? undefined : { form: 'note', text: cmdletNote(cmdlet, text) };
}

/** A script whose request is not known for sure, as a comment that says how to find out. */
function cmdletNote(cmdlet: string, script: string): string {
  const lines = script.trim().split(/\r\n?|\n/);
  return [
    `Which request this makes is not known for sure. Find-MgGraphCommand -Command ${cmdlet} tells its method and URL.`,
    ...lines,
  ]
    .map((line) => `# ${line}`.trimEnd())
    .join('\n');
}

function severalPasted(form: Pasted['form'], requests: readonly Imported[]): Pasted {
  const text = requests.map(requestText).join('\n\n###\n');
  return pasted(
    form,
    text,
    requests.flatMap(({ dropped }) => dropped),
  );
}

function pasted(form: Pasted['form'], text: string, dropped: readonly Dropped[]): Pasted {
  const leftOut = droppedSentence(dropped);
  return leftOut === undefined ? { form, text } : { form, text, leftOut };
}
