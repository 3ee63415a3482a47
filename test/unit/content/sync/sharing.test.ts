import { expect, it } from 'vitest';
import { createSharing } from '../../../../integration/src/content/sync/shared-values.js';

const video = (tags: string[], metadata: Record<string, string> = {}) => ({
  title: 'Talk',
  description: '',
  public: false,
  tags,
  metadata,
  position: 0,
});

it('makes equal tags and metadata one, with what is stored already and with each other', () => {
  const stored = video(['summit'], { year: '2026' });
  const share = createSharing([stored]);
  const [one, two] = [share(video(['summit'], { year: '2026' })), share(video(['other']))];
  expect(one.tags).toBe(stored.tags);
  expect(one.metadata).toBe(stored.metadata);
  expect(share(video(['other'])).tags).toBe(two.tags);
  expect([one, two]).toEqual([video(['summit'], { year: '2026' }), video(['other'])]);
});

it('keeps apart what differs, be it in order alone', () => {
  const share = createSharing([]);
  expect(share(video(['a', 'b'])).tags).toEqual(['a', 'b']);
  expect(share(video(['b', 'a'])).tags).toEqual(['b', 'a']);
  expect(share(video([], { a: 'b' })).metadata).toEqual({ a: 'b' });
});
