import { LANGUAGE, MOST_LANGUAGES } from '../contract/chapters.js';
import { readPastedVideo } from '../contract/pasted-video.js';
import { isAbsent, isMapping } from './fields/absent.js';
import { A_DATE, date, ENDS_FIRST } from './fields/date.js';
import { flag } from './fields/flag.js';
import { list } from './fields/list.js';
import { type Mapped, mapping } from './fields/mapping.js';
import { type Reader, type Reading, read, required, wrong } from './fields/reading.js';
import { text } from './fields/text.js';

const EXAMPLE = 'write its id, such as vi4k0jvEUuaTdRAEjQ4Jfrgz, or { id: vi…, title: …, caption: … }';

/** None of them repeats what was pasted: an address may hold a token. */
const UNUSABLE = {
  'no-video': 'this address names no video of api.video',
  several: 'this names more than one video; each one stands on a line of its own',
  live: 'this is the address of a live stream, and galleries show videos',
} as const;

/**
 * The id of a video, or an address or embed code that holds it. A text of any other form is kept: which title it is, the
 * list of videos says.
 */
export const videoId: Reader<string | undefined> = (written) => {
  const spelled = text(`this is no video; ${EXAMPLE}`)(written);
  if ('mistakes' in spelled || spelled.value === undefined) return spelled;
  const pasted = readPastedVideo(spelled.value);
  if ('unusable' in pasted) return wrong(`${UNUSABLE[pasted.unusable]}; ${EXAMPLE}`);
  return read('id' in pasted ? pasted.id : pasted.text);
};

const A_LANGUAGE = 'write a language, such as en or fr-CA';

export const language: Reader<string | undefined> = (written) => {
  const spelled = text(A_LANGUAGE)(written);
  if ('mistakes' in spelled || spelled.value === undefined) return spelled;
  return LANGUAGE.test(spelled.value) ? spelled : wrong(A_LANGUAGE);
};

const languages: Reader<string[] | undefined> = (written) => {
  const reading = list(language, 'write a list of languages, such as [en, fr]')(written);
  if ('mistakes' in reading || (reading.value?.length ?? 0) <= MOST_LANGUAGES) return reading;
  return wrong(`write at most ${MOST_LANGUAGES} languages`);
};

/** What can be said of a video at its place. */
const fields = {
  id: required(videoId, `there is no \`id\`; ${EXAMPLE}`),
  /** Shown instead of the title at api.video. */
  title: text('write the title as text'),
  /** A line below the title. */
  caption: text('write the caption as text'),
  /** The languages api.video has chapter files of it in, such as [en, fr]. */
  chapters: languages,
  /** Not shown, and kept for later. */
  hidden: flag(),
  /** From when on it is there … */
  publishAt: date(A_DATE),
  /** … and until when. */
  unpublishAt: date(A_DATE),
};

const described = mapping(fields, `this is no video; ${EXAMPLE}`);

export type PlacedVideoData = string | Mapped<typeof fields>;

/** Some CMSs number the entries of a list: beside a `videoId`, as api.video calls it, `id` is such a number. */
const withItsId = (written: Record<string, unknown>) =>
  isAbsent(written.videoId) ? written : { ...written, id: written.videoId };

/** An entry of `videos:`. */
export const placedVideo: Reader<PlacedVideoData | undefined> = (written) =>
  isMapping(written) ? inItsTime(described(withItsId(written))) : videoId(written);

function inItsTime(reading: Reading<Mapped<typeof fields> | undefined>): typeof reading {
  const { publishAt: from, unpublishAt: to } = ('value' in reading && reading.value) || {};
  return from && to && from >= to ? wrong(ENDS_FIRST, ['unpublishAt']) : reading;
}

export const PLACED_VIDEO_JSON = {
  anyOf: [
    { type: 'string', description: 'The id of a video, or its address' },
    {
      type: 'object',
      required: ['id'],
      properties: {
        id: { type: 'string', description: 'The id of the video, or its address' },
        title: { type: 'string', description: 'Shown instead of the title at api.video' },
        caption: { type: 'string', description: 'A line below the title' },
        chapters: {
          type: 'array',
          items: { type: 'string' },
          description: 'The languages api.video has chapter files of it in',
        },
        hidden: { type: 'boolean', description: 'Not shown, and kept for later' },
        publishAt: { type: 'string', description: 'From when on it is there, such as 2026-09-01' },
        unpublishAt: { type: 'string', description: 'Until when it is there' },
      },
    },
  ],
};
