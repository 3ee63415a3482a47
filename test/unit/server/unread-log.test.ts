import { expect, it } from 'vitest';
import { createUnreadLog } from '../../../integration/src/server/observability/unread-log.js';

it('names each item that a page held and nobody can read, once', () => {
  const written: string[] = [];
  const tell = createUnreadLog({ write: (_, message) => written.push(message), use() {} });
  const [one, other] = [
    { id: 'vi1', title: 'Talk\nof today', why: 'it has no id that videos have' },
    { why: 'it is no object' },
  ];
  tell([one]);
  tell([one, other]);
  tell([other, one]);
  expect(written).toEqual([
    'A video that api.video lists cannot be read and is left out: vi1 (Talk of today); it has no id that videos have.',
    'A video that api.video lists cannot be read and is left out: without id and title; it is no object.',
  ]);
  tell(Array.from({ length: 500 }, (_, at) => ({ id: `vi${at + 10}`, why: 'w' })));
  expect(written).toHaveLength(100);
});
