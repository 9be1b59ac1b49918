import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listen } from '../../src/entry/http-server.ts';

const quick = {
  headersTimeout: 150,
  requestTimeout: 300,
  keepAliveTimeout: 100,
  connectionsCheckingInterval: 50,
};

/** What comes back over a connection on which `bytes` were sent, until the server ends it. */
async function sent(bytes: string): Promise<string> {
  const server = await listen(() => new Response('ok'), { host: '127.0.0.1', port: 0 }, quick);
  onTestFinished(() => server.close());
  const socket: Socket = connect(Number(new URL(server.localUrl).port), '127.0.0.1');
  let received = '';
  socket.setEncoding('utf8').on('data', (text) => {
    received += text;
  });
  socket.write(bytes);
  await new Promise((resolve, reject) => {
    socket.once('close', resolve).once('error', reject);
  });
  return received;
}

describe('listen()', () => {
  it.each([
    ['headers that do not end', 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ', '408'],
    ['a body that does not come', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n', '408|200'],
    ['nothing after the first answer', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', '200'],
  ])('does not wait for ever for %s', async (_, bytes, status) => {
    expect(await sent(bytes)).toMatch(new RegExp(`^HTTP/1.1 (?:${status})`));
  });
});
