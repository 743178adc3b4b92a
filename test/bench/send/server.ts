// A server for the send benches, in a process of its own: `server.ts plain|secure`. It tells its parent its port, and
// ends with it.
import { createSecureServer } from 'node:http2';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { ANSWERS } from './cases.ts';

const END = '\r\n\r\n';

/** Answers with bytes that are ready, so that the server takes as little of the machine as it can. */
function plain(): Server {
  const answers = new Map(Object.entries(ANSWERS).map(([path, body]) => [path, answer(body)]));
  return createServer((socket) => {
    socket.setNoDelay(true);
    socket.on('error', () => {});
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      for (let end = text.indexOf(END); end >= 0; end = text.indexOf(END)) {
        const path = text.slice(text.indexOf(' ') + 1, text.indexOf(' HTTP/'));
        text = text.slice(end + END.length);
        socket.write(answers.get(path) ?? answer(''));
      }
    });
  });
}

function answer(body: string): Buffer {
  const type = body.startsWith('{') ? 'application/json' : 'text/plain';
  return Buffer.from(
    `HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
}

/** Speaks h2 to who asks for it, HTTP/1.1 to everybody else, both over TLS. */
function secure(): Server {
  const { CERT: cert, KEY: key } = process.env;
  const server = createSecureServer({ ...(cert && key ? { cert, key } : {}), allowHTTP1: true });
  server.on('request', (request, response) => {
    const body = ANSWERS[request.url] ?? '';
    response.setHeader('content-type', 'application/json');
    response.setHeader('content-length', body.length);
    response.end(body);
  });
  return server;
}

const server = process.argv[2] === 'secure' ? secure() : plain();
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
