import { open } from 'node:fs/promises';

/**
 * Hands over what a growing text file gains, from its start. The file need not exist yet.
 * @returns `end`, which hands over the rest and stops.
 */
export function follow(file: string, onText: (text: string) => void): { end(): Promise<void> } {
  const decoder = new TextDecoder();
  let offset = 0;
  let reading = Promise.resolve();
  const read = () => {
    reading = reading.then(async () => {
      const handle = await open(file).catch(() => undefined);
      if (!handle) return;
      try {
        const { size } = await handle.stat();
        const bytes = new Uint8Array(Math.max(0, size - offset));
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset);
        offset += bytesRead;
        if (bytesRead > 0) onText(decoder.decode(bytes.subarray(0, bytesRead), { stream: true }));
      } finally {
        await handle.close();
      }
    });
    return reading;
  };
  const timer = setInterval(read, 200);
  return {
    end: async () => {
      clearInterval(timer);
      await read();
    },
  };
}
