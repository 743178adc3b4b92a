import { readAzRest, startsWithAzRest } from './azRest.ts';
import type { PathSteps } from './cmdletPath.ts';
import { readCurl, startsWithCurl } from './curl.ts';
import { readFetch } from './fetchCall.ts';
import { readExplorerLink } from './graphExplorer.ts';
import { type Dropped, droppedSentence, type Imported, requestText } from './imported.ts';
import { readM365Request, startsWithM365Request } from './m365Request.ts';
import { readPage } from './page.ts';
import { readPostman } from './postman.ts';
import { cmdletIn, hasPowerShellRequest, readPowerShell } from './powershell.ts';
import { readScriptCalls } from './scriptCalls.ts';
import { shellVariables } from './shellCommands.ts';

/** A request in another form than that of the file, and what it becomes there. */
export interface Pasted {
  /** What it was. */
  readonly form:
    | 'curl'
    | 'az'
    | 'm365'
    | 'postman'
    | 'fetch'
    | 'script'
    | 'explorer'
    | 'powershell'
    | 'note'
    | 'page';
  /** The request, or several with separators between them; lines ended by `\n`. */
  readonly text: string;
  /** What was left out, as a sentence for a person; undefined where nothing was. */
  readonly leftOut?: string;
}

/** Texts longer than this are pasted as they are: no request is. */
const LONGEST = 5_000_000;

/**
 * Recognises a request in a text from the clipboard; undefined where there is none, or it is fit as it is.
 *
 * @param steps what the catalog knows of paths, for cmdlets whose names are made of them
 */
export function readPasted(text: string, steps?: PathSteps): Pasted | undefined {
  if (text.length > LONGEST) return undefined;
  if (startsWithCurl(text)) {
    const read = readCurl(text);
    return read && withVariables(severalPasted('curl', read), text);
  }
  if (startsWithAzRest(text)) {
    const read = readAzRest(text);
    return read && withVariables(severalPasted('az', read), text);
  }
  if (startsWithM365Request(text)) {
    const read = readM365Request(text);
    return read && withVariables(severalPasted('m365', read), text);
  }
  const collection = readPostman(text);
  if (collection) return severalPasted('postman', collection);
  const call = readFetch(text);
  if (call) return severalPasted('fetch', [call]);
  const calls = readScriptCalls(text);
  if (calls) return severalPasted('script', calls);
  const link = readExplorerLink(text);
  if (link) return severalPasted('explorer', [link]);
  const read = hasPowerShellRequest(text) ? readPowerShell(text, steps) : undefined;
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

/** Requests with the variables of their script that they refer to, as variables of the file. */
function withVariables(requests: Pasted, script: string): Pasted {
  const lines = [...shellVariables(script)].flatMap(([name, value]) =>
    value !== '' && requests.text.includes(`{{${name}}}`) ? [`@${name} = ${value}\n`] : [],
  );
  return lines.length === 0 ? requests : { ...requests, text: `${lines.join('')}\n${requests.text}` };
}

function severalPasted(form: Pasted['form'], requests: readonly Imported[]): Pasted {
  const text = requests
    .map((each, index) => (index === 0 ? '' : `\n\n###${titleText(each)}\n`) + requestText(each))
    .join('');
  return pasted(
    form,
    text,
    requests.flatMap(({ dropped }) => dropped),
  );
}

/** The title behind a separator, in one line. */
function titleText({ title = '' }: Imported): string {
  const line = title
    .replace(/\s+/g, ' ')
    .replace(/^[\s#]+/, '')
    .trim();
  return line === '' ? '' : ` ${line}`;
}

function pasted(form: Pasted['form'], text: string, dropped: readonly Dropped[]): Pasted {
  const leftOut = droppedSentence(dropped);
  return leftOut === undefined ? { form, text } : { form, text, leftOut };
}
