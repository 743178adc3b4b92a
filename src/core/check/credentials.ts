import type { Block, Header, RequestBlock } from '../request/tree.ts';
import { removeHeader } from './headerParts.ts';
import type { Problem } from './problem.ts';
import { problem } from './report.ts';

/** Cookies sign in to web pages; here they do nothing, and a real one is a credential. */
export function checkCookie(block: RequestBlock, header: Header): Problem {
  const real = isCredential(`Cookie ${header.value.text}`);
  const message = real
    ? 'A cookie in a file leaks to everybody who gets the file, and Microsoft Graph reads none. Remove the header.'
    : 'Microsoft Graph reads no cookies. Remove the header.';
  const code = real ? 'token-literal' : 'token-not-needed';
  return problem(code, real ? header.value : header, message, { fixes: removeHeader(block, header) });
}

/** Tokens are got when a request is sent: what a file says of them is left out, and a real one leaks with it. */
export function checkAuthorization(block: RequestBlock, header: Header): Problem {
  const fixes = removeHeader(block, header);
  const value = header.value.text;
  if (!isCredential(value)) {
    const azure = /\{\{\s*\$aad(?:V2)?Token/.test(value);
    const message = azure
      ? 'Azure tokens of REST Client are not needed here: you are signed in when the request is sent. This header is left out.'
      : 'This header is not needed here and is left out: you are signed in when the request is sent.';
    return problem('token-not-needed', header, message, { fixes });
  }
  return problem(
    'token-literal',
    header.value,
    'A credential in a file leaks to everybody who gets the file. It is not needed: you are signed in when the request is sent. Remove the header.',
    { fixes },
  );
}

/** File variables that hold a bearer token: a JSON Web Token (RFC 7519) in the text of the file. */
export function checkTokenVariables(block: Block): Problem[] {
  return block.variables.flatMap(({ value }) =>
    /^(?:Bearer\s+)?eyJ[\w-]{10,}\.[\w-]+/i.test(value.text)
      ? [
          problem(
            'token-literal',
            value,
            'This looks like a token. In a file it leaks to everybody who gets the file, and it is not needed: you are signed in when the request is sent. Remove it.',
          ),
        ]
      : [],
  );
}

/** A token in a file, not a reference to one and not what stands for one (`{token}`, `<token>`). */
function isCredential(value: string): boolean {
  return !/\{\{|[{<][^{}<>]*[}>]\s*$/.test(value) && value.replace(/^\S+\s+/, '').length >= 16;
}
