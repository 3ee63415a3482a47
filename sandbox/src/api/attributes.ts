import type { Problem } from '../http/problem.js';
import type { VideoRecord } from '../state/videos.js';
import { applyRules, flag, must, name, pairs, text, texts } from './attribute-rules.js';
import { languageProblem } from './language-problem.js';

type Settable =
  | 'title'
  | 'description'
  | 'public'
  | 'panoramic'
  | 'mp4Support'
  | 'playerId'
  | 'language'
  | 'tags'
  | 'metadata';

/** What a payload may set on a video (api-video.md, "Video object" and "Single videos"). */
export type Attributes = Partial<Pick<VideoRecord, Settable>>;

/** The languages api.video transcribes, in its own order. */
const LANGUAGES = new Set(
  'ar ca cs da de el en es fa fi fr he hi hr hu it ja ko ml nl nn no pl pt ru sk sl te tr uk ur vi zh'.split(
    ' ',
  ),
);

const isDate = (value: unknown) => !Number.isNaN(Date.parse(String(value)));

/** The known attributes of a payload, and what is wrong with it. */
export function parseAttributes(payload: Record<string, unknown>): {
  attributes: Attributes;
  problems: Problem[];
} {
  const { attributes, problems } = applyRules<Pick<VideoRecord, Settable>>(
    {
      title: name,
      description: text,
      public: flag,
      panoramic: flag,
      mp4Support: flag,
      playerId: { ...text, clears: true },
      language: {
        accepts: (value) => LANGUAGES.has(String(value)),
        problem: (_name, value) => languageProblem(value),
        clears: true,
      },
      tags: texts,
      metadata: pairs,
    },
    payload,
  );
  // Checked and not kept: no answer shows it.
  if (payload.scheduledAt !== undefined && !isDate(payload.scheduledAt)) {
    problems.unshift(must('a ISO-8601 date')('scheduledAt'));
  }
  return { attributes, problems };
}
