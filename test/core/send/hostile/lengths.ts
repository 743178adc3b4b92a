import { type Attack, answer, ends, floods, type Group, HURRIED, says } from './attack.ts';

const OK = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${OK}transfer-encoding: chunked\r\n\r\n`;
/** What an attacker would like the next request to get. */
const SMUGGLED = answer(200, ['content-type: application/json'], '{"evil":true}');

const lengths: readonly Attack[] = [
  ...['many', '-1', '+2', '2.0', '0x2', '2,2', '1e1', '18446744073709551618', '2 3', ''].map(
    (length): Attack => ({
      name: `a length of “${length}”`,
      serve: ends(`${OK}content-length: ${length}\r\n\r\n{}`),
      comes: ['unknown answer-invalid', 'unknown answer-lost'],
    }),
  ),
  {
    name: 'two different lengths',
    serve: ends(`${OK}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`),
    comes: 'unknown answer-invalid',
  },
  {
    name: 'the same length twice',
    serve: ends(`${OK}content-length: 2\r\ncontent-length: 2\r\n\r\n{}`),
    comes: ['unknown answer-invalid', 'object'],
  },
  {
    name: 'a length and chunks',
    serve: ends(`${OK}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`),
    comes: 'unknown answer-invalid',
  },
  {
    name: 'chunks and a length',
    serve: ends(`${OK}transfer-encoding: chunked\r\ncontent-length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n`),
    comes: 'unknown answer-invalid',
  },
  {
    name: 'an unknown transfer coding',
    serve: ends(`${OK}transfer-encoding: zip, chunked, zip\r\n\r\n{}`),
    comes: ['unknown answer-invalid', 'object', 'unknown answer-lost'],
  },
  {
    name: 'more promised than sent',
    serve: ends(`${OK}content-length: 100\r\n\r\n{}`),
    comes: 'unknown answer-lost',
  },
  {
    name: 'less promised than sent',
    serve: says(`${answer(200, [], '{}')}${SMUGGLED}`),
    comes: ['object', 'unknown answer-lost'],
  },
  {
    name: 'a second answer a moment later',
    serve: (socket) => socket.write(answer(200, [], '{}'), () => setTimeout(() => socket.write(SMUGGLED), 5)),
    leaves: true,
    comes: 'object',
  },
  {
    name: 'a body after 204',
    serve: says(`HTTP/1.1 204 No Content\r\ncontent-length: ${SMUGGLED.length}\r\n\r\n${SMUGGLED}`),
    comes: ['changed', 'unknown answer-lost'],
  },
  {
    name: 'an answer behind 204',
    serve: says(`HTTP/1.1 204 No Content\r\n\r\n${SMUGGLED}`),
    comes: ['changed', 'unknown answer-lost'],
  },
  {
    name: 'a body after 304',
    serve: says(`HTTP/1.1 304 Not Modified\r\ncontent-length: 2\r\n\r\n{}`),
    comes: ['refused 304', 'unknown answer-lost'],
  },
  { name: 'a body after 205', serve: says(answer(205, [], '{}')), comes: ['object', 'changed'] },
];

const chunks: readonly Attack[] = [
  { name: 'a size of letters', serve: ends(`${CHUNKED}zz\r\n{}\r\n`), comes: 'unknown answer-invalid' },
  { name: 'a negative size', serve: ends(`${CHUNKED}-2\r\n{}\r\n`), comes: 'unknown answer-invalid' },
  {
    name: 'a size beyond every number',
    serve: ends(`${CHUNKED}ffffffffffffffffff\r\n{}\r\n`),
    comes: 'unknown answer-invalid',
  },
  {
    name: 'a size that is larger than what follows',
    serve: ends(`${CHUNKED}ffffff\r\n{}\r\n`),
    comes: 'unknown answer-lost',
  },
  {
    name: 'a size that is smaller than what follows',
    serve: ends(`${CHUNKED}1\r\n{}\r\n0\r\n\r\n`),
    comes: 'unknown answer-invalid',
  },
  { name: 'no last one', serve: ends(`${CHUNKED}2\r\n{}\r\n`), comes: 'unknown answer-lost' },
  {
    name: 'an extension without an end',
    serve: floods(`${CHUNKED}2;x=`, 'y'.repeat(10_000)),
    limits: HURRIED,
    comes: [
      'unknown answer-invalid',
      'unknown answer-timeout',
      'unknown answer-lost',
      'unknown answer-headers-too-large',
    ],
  },
  {
    name: 'trailers without an end',
    serve: floods(`${CHUNKED}2\r\n{}\r\n0\r\n`, 'x: y\r\n'.repeat(1_000)),
    limits: HURRIED,
    comes: ['unknown answer-headers-too-large', 'unknown answer-lost', 'unknown answer-timeout'],
  },
  {
    name: 'trailers that would be headers',
    serve: says(`${CHUNKED}2\r\n{}\r\n0\r\ncontent-length: 5\r\nlocation: /x\r\n\r\n`),
    comes: ['object', 'unknown answer-invalid'],
  },
  {
    name: 'LF alone behind the size',
    serve: ends(`${CHUNKED}2\n{}\n0\n\n`),
    comes: ['unknown answer-invalid', 'object'],
  },
  {
    name: 'an answer behind the last one',
    serve: says(`${CHUNKED}2\r\n{}\r\n0\r\n\r\n${SMUGGLED}`),
    comes: ['object', 'unknown answer-lost'],
  },
];

export const lyingLengths: Group = { name: 'a length that lies:', attacks: lengths };
export const brokenChunks: Group = { name: 'chunks:', attacks: chunks };
