import type { Finding } from './finding.js';

const unasked = (id: string, question: string, found: string): Finding => ({
  id,
  question,
  level: 'unasked',
  found,
});

/** The open questions that a run cannot or need not ask, with the reason. */
export const UNASKED: readonly Finding[] = [
  unasked(
    'bearer-tokens',
    'Bearer tokens',
    'Bearer tokens: Vitrine sends the key itself (Basic) and asks for none.',
  ),
  unasked('live-streams', 'Live streams', 'Live streams: Vitrine shows videos only.'),
  unasked('webhooks', 'Webhooks', 'Webhooks: Vitrine takes none.'),
  unasked('uploads', 'Uploads', 'Uploads: Vitrine makes none.'),
  unasked(
    'official-clients',
    'Official clients',
    'Traps of client libraries: Vitrine speaks to the API without them.',
  ),
  unasked(
    'analytics',
    'Analytics',
    'How the collector counts plays: whatever it is told would stand among yours.',
  ),
  unasked('tag-counts', 'Tags', 'Counts of tags: Vitrine reads the tags of videos.'),
  unasked(
    'token-lifetime',
    'Private tokens',
    'How long an unused token lives: Vitrine keeps none, and a run is too short to see.',
  ),
  unasked(
    'made-public',
    'Using a session',
    'What becomes of sessions when a video is made public: it would change your account.',
  ),
];
