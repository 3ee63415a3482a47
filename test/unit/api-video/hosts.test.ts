import { expect, it } from 'vitest';
import { usualMediaOrigin } from '../../../integration/src/api-video/hosts.js';

it.each([
  [undefined, 'https://vod.api.video'],
  ['https://sandbox.api.video', 'https://vod.api.video'],
  ['http://127.0.0.1:8080', undefined],
  ['http://localhost:8080', undefined],
])('pictures of an account at %s usually come from %s', (apiUrl, origin) => {
  expect(usualMediaOrigin(apiUrl)).toBe(origin);
});
