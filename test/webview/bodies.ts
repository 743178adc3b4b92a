/** Bodies that try to be more than bodies: JSON texts as a service might send them. */

const script = '<img src=x onerror="window.hacked = true"><script>window.hacked = true</script>';

/** A body, and what has to be seen of it. */
export interface HostileBody {
  readonly text: string;
  /** Texts that the “Object” tab shows. */
  readonly object: readonly string[];
  /** Texts that the “Raw” tab shows at its beginning. */
  readonly raw: readonly string[];
  /** Whether header lines, the error and the request are made of it as well: it is short. */
  readonly everywhere?: true;
}

const many = (count: number, of: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => of(index));

export const BODIES: Readonly<Record<string, HostileBody>> = {
  'of markup': {
    text: JSON.stringify({
      [script]: script,
      a: '</script><b>{{7*7}}${7*7}</b>',
      list: [{ displayName: script }],
    }),
    object: [script, '</script><b>{{7*7}}${7*7}</b>'],
    raw: ['</script><b>'],
    everywhere: true,
  },
  'of links': {
    text: JSON.stringify({
      '@odata.nextLink': 'javascript:window.hacked=true',
      '@odata.id': 'command:workbench.action.quit',
      webUrl: 'data:text/html,<script>window.hacked=true</script>',
      site: 'vscode://x/y',
      file: 'file:///etc/passwd',
      http: 'http://evil.example/',
    }),
    object: ['javascript:window.hacked=true', 'command:workbench.action.quit', 'http://evil.example/'],
    raw: ['javascript:window.hacked=true'],
    everywhere: true,
  },
  'of characters that hide': {
    text: `{"user\u202egnp.exe":"\u2066abc\u202e","zero\u200bwidth":"pay\u200b\u200b\u200bpal\ufeff","soft\u00ad":"a\u2028b"}`,
    object: ['userU+202Egnp.exe', 'U+2066abcU+202E', 'payU+200B ×3palU+FEFF', 'softU+00AD', 'aU+2028b'],
    raw: ['U+202E', 'U+200B ×3', 'U+2028'],
    everywhere: true,
  },
  'of controls and half characters': {
    text: `{"bell\\u0007":"nul\\u0000 tab\\t escape\\u001b[31m","half\\ud83d":"\\ude00 \ud83d","del":"\u007f\u0085"}`,
    object: [
      'bellU+0007',
      'nulU+0000 tab\\t escapeU+001B[31m',
      'halfU+D83D',
      'U+DE00 U+D83D',
      'U+007FU+0085',
    ],
    raw: ['bell\\u0007', 'U+D83D', 'U+007F'],
    everywhere: true,
  },
  'that were no UTF-8': {
    text: Buffer.from([
      ...Buffer.from('{"a'),
      0xff,
      ...Buffer.from('":"'),
      0xc3,
      0x28,
      0xed,
      0xa0,
      0x80,
      ...Buffer.from('"}'),
    ]).toString(),
    object: ['a\ufffd', '\ufffd('],
    raw: ['\ufffd('],
    everywhere: true,
  },
  'of names that objects have': {
    text: '{"__proto__":{"hacked":true},"constructor":{"prototype":{"hacked":1}},"toString":"own","hasOwnProperty":null,"":"empty name"}',
    object: ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'empty name'],
    raw: ['"__proto__"'],
    everywhere: true,
  },
  'of numbers beyond double precision': {
    text: '{"id":12345678901234567890,"rate":1.10,"huge":1e400,"minus":-0,"tiny":0.00000001,"list":[9007199254740993],"precise":0.1000000000000000055511151231257827}',
    object: [
      '12345678901234567890',
      '1.10',
      '1e400',
      '-0',
      '0.00000001',
      '0.1000000000000000055511151231257827',
    ],
    raw: ['12345678901234567890', '1.10', '1e400', '-0', '9007199254740993'],
    everywhere: true,
  },
  'of one enormous name': {
    text: `{"${'k'.repeat(1_000_000)}":{"${'n'.repeat(1_000_000)}":[1]}}`,
    object: ['kkkkkkkk'],
    raw: ['kkkkkkkk'],
  },
  'of one line of 1 MB': {
    text: JSON.stringify({ text: 'word '.repeat(200_000) }),
    object: ['word word', 'Show all 1,000,000 characters'],
    raw: ['word word'],
  },
  'of 100,000 properties': {
    text: `{${many(100_000, (index) => `"property${index}":"${index}"`).join(',')}}`,
    object: ['property0'],
    raw: ['"property0": "0"'],
  },
  'of a collection of 10,000 objects': {
    text: `{"value":[${many(10_000, (index) => `{"displayName":"User ${index}","id":${index}.0}`).join(',')}]}`,
    object: ['10,000 items', 'User 0', '0.0'],
    raw: ['"displayName": "User 0"', '"id": 0.0'],
  },
  'of a depth of 10,000': {
    text: `${'{"a":['.repeat(10_000)}"bottom"${']}'.repeat(10_000)}`,
    object: ['1 item'],
    raw: ['"a": ['],
  },
};
