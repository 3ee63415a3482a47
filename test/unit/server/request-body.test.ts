import { expect, it } from 'vitest';
import { readBody } from '../../../integration/src/server/http/request-body.js';

it('waits only so long for a body that stops half way, and gives what came', async () => {
  const stalled = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"grants":[')),
  });
  const request = new Request('https://site.example', {
    method: 'POST',
    body: stalled,
    duplex: 'half',
  } as RequestInit);
  expect(await readBody(request, 20)).toBe('{"grants":[');
});

it('reads a body whose letters are cut in two', async () => {
  const bytes = new TextEncoder().encode('{"grants":["é"]}');
  const slow = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  const request = new Request('https://site.example', {
    method: 'POST',
    body: slow,
    duplex: 'half',
  } as RequestInit);
  expect(await readBody(request)).toBe('{"grants":["é"]}');
});
