// A line between browser and service that can be cut: it counts the bytes that go up.
import { connect, createServer } from 'node:net';

/** @returns {{address, up(): number, cut(seconds): Promise<void>, close(): void}} */
export async function makeLine(port) {
  let sent = 0;
  let down = false;
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
    client.on('data', (bytes) => (sent += bytes.length));
    client.pipe(service);
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
