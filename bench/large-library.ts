import pLimit from 'p-limit';
import type { Account, Video } from './account.js';

/** Galleries that ask by a tag, and galleries that name their videos; one more holds half of the library. */
const SELECTED = 250;
const LISTED = 249;
const LISTED_VIDEOS = 40;
const LARGE = 5000;
const AT_ONCE = 50;

export const GALLERIES = SELECTED + LISTED + 1;

const series = (index: number) => `series-${String(index % SELECTED).padStart(3, '0')}`;

/** Gives every video of the account the tag of a series, as a library would have them. */
export async function tagLibrary({ apiUrl, apiKey }: Account, videos: readonly Video[]): Promise<void> {
  const limit = pLimit(AT_ONCE);
  const tag = async ({ videoId, public: shown }: Video, index: number) => {
    const response = await fetch(`${apiUrl}/videos/${videoId}`, {
      method: 'PATCH',
      headers: {
        authorization: `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ tags: [shown ? 'open' : 'members', 'library', series(index)] }),
    });
    if (!response.ok) throw new Error(`A video could not be tagged: ${response.status}.`);
    await response.arrayBuffer();
  };
  await Promise.all(videos.map((video, index) => limit(tag, video, index)));
}

const file = (title: string, rest: string) => `---\ntitle: ${title}\n${rest}\n---\n`;
const number = (index: number) => String(index).padStart(3, '0');

/** The gallery files of a large library, by their paths. */
export function libraryFiles(videos: readonly Video[]): Record<string, string> {
  const files: Record<string, string> = {
    large: file('Large', `select: { tags: [library], limit: ${LARGE} }`),
  };
  for (let index = 0; index < SELECTED; index++)
    files[`selected-${number(index)}`] = file(
      `Selected ${number(index)}`,
      `select: { tags: [${series(index)}] }`,
    );
  for (let index = 0; index < LISTED; index++) {
    const listed = Array.from(
      { length: LISTED_VIDEOS },
      (_, place) => videos[(index * LISTED_VIDEOS + place * 7) % videos.length]?.videoId,
    );
    files[`listed-${number(index)}`] = file(
      `Listed ${number(index)}`,
      `videos:\n${[...new Set(listed)].map((id) => `  - ${id}`).join('\n')}`,
    );
  }
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [`src/content/galleries/${name}.md`, text]),
  );
}
