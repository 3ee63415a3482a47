import type { Finding } from './finding.js';

const unasked = (question: string, found: string): Finding => ({
  id: `question-${question.replaceAll(/\W+/g, '-')}`,
  question,
  level: 'unasked',
  found,
});

/** The rows of contract 17 that a run cannot or need not answer, with the reason. */
export const UNASKED: readonly Finding[] = [
  unasked('6, 7, 8, 18', 'Bearer tokens: Vitrine sends the key itself (Basic) and asks for none.'),
  unasked('9, 14, 21', 'Live streams: Vitrine shows videos only.'),
  unasked('13', 'Webhooks: Vitrine takes none.'),
  unasked('20, 23, 24', 'Traps of client libraries and uploads: Vitrine uses none of them.'),
  unasked('22', 'Counts of tags: Vitrine reads the tags of videos.'),
  unasked(
    '25, lifetime',
    'How long an unused token lives: Vitrine keeps none, and a run is too short to see.',
  ),
  unasked(
    '25, public',
    'What becomes of sessions when a video is made public: it would change your account.',
  ),
];
