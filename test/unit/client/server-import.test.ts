import { expect, test } from 'vitest';

test('the browser API can be imported where there is no browser', async () => {
  const { $videos, clear, refresh } = await import('../../../integration/src/client/index.js');
  expect($videos.get()).toEqual({});
  expect(refresh).not.toThrow();
  expect(clear).not.toThrow();
});
