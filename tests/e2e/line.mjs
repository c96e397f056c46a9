// A line between browser and service that can be cut: it counts the bytes that go up.
import { connect, createServer } from 'node:net';

/**
 * `rate`: bytes a second that go up, over all connections. A line that is faster than the service fills buffers of
 * megabytes on this machine, which no real line has: what lies in them when it is cut would count as sent.
 * @returns {{address, up(): number, cut(seconds): Promise<void>, close(): void}}
 */
export async function makeLine(port, rate = Infinity) {
  let sent = 0;
  let down = false;
  let free = 0;  // when what was given to the line has gone up
  const open = new Set();
  const server = createServer((client) => {
    if (down) return client.destroy();
    const service = connect(port, '127.0.0.1');
    for (const socket of [client, service]) {
      open.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        service.destroy();
      });
    }
    client.on('data', (bytes) => {
      client.pause();
      free = Math.max(free, performance.now()) + (bytes.length / rate) * 1000;
      setTimeout(() => {
        if (service.destroyed) return;
        sent += bytes.length;
        if (service.write(bytes)) client.resume();
        else service.once('drain', () => client.resume());
      }, free - performance.now());
    });
    // To a service that is away nothing goes up.
    client.pause();
    service.once('connect', () => client.resume());
    client.on('end', () => service.end());
    service.pipe(client);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    up: () => sent,
    async cut(seconds) {
      down = true;
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      down = false;
    },
    close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
