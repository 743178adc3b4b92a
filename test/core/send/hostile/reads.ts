import { gzipSync } from 'node:zlib';
import { TOKEN } from '../world.ts';
import { type Attack, answer, drips, ends, floods, type Group, HURRIED, says } from './attack.ts';

const DONE = 'HTTP/1.1 204 No Content\r\n\r\n';
const BOMB = gzipSync(Buffer.alloc(20_000_000, ' '));

/** How a server may answer a read that goes with a change: none of it may touch what came of the change. */
const READS: readonly Pick<Attack, 'name' | 'serve' | 'limits'>[] = [
  {
    name: 'a redirect',
    serve: says(({ thief }) => answer(302, [`location: http://${thief.http}/stolen`])),
  },
  { name: 'garbage', serve: ends('220 smtp.contoso.com ESMTP\r\n') },
  { name: 'nothing', serve: ends('') },
  { name: 'a reset', serve: (socket) => void socket.resetAndDestroy() },
  { name: 'silence', serve: () => {}, limits: HURRIED },
  { name: 'headers without an end', serve: drips('HTTP/1.1 200 OK\r\n', 'x: y\r\n'), limits: HURRIED },
  { name: 'a body without an end', serve: floods('HTTP/1.1 200 OK\r\n\r\n', 'x'.repeat(10_000)) },
  {
    name: 'a bomb',
    serve: ends(
      Buffer.concat([
        Buffer.from(`HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${BOMB.length}\r\n\r\n`),
        BOMB,
      ]),
    ),
  },
  { name: 'the token', serve: says(answer(200, [], JSON.stringify({ displayName: TOKEN }))) },
  {
    name: 'a refusal with the token',
    serve: says(answer(403, [], JSON.stringify({ error: { message: TOKEN } }))),
  },
  { name: 'a list', serve: says(answer(200, [], '[1,2,3]')) },
  { name: 'a prototype', serve: says(answer(200, [], '{"__proto__":{"displayName":"x"}}')) },
];

const attacks: readonly Attack[] = READS.flatMap(({ name, serve, limits = {} }): Attack[] => [
  {
    name: `${name} after it`,
    reads: 'after',
    limits,
    serve: (socket, round) => (round.count === 1 ? socket.write(DONE) : serve?.(socket, round)),
    comes: 'changed',
    requests: 2,
  },
  {
    name: `${name} before it`,
    reads: 'before',
    limits,
    serve: (socket, round) => (round.count === 1 ? serve?.(socket, round) : socket.write(DONE)),
    comes: 'changed',
    requests: 2,
  },
]);

export const hostileReads: Group = { name: 'a change is answered; the read', attacks };
