import type { Sandbox } from 'api-video-sandbox';
import pLimit from 'p-limit';
import { astro, createSite, removeSite } from '../../test/helpers/site.js';
import { allVideos, type Video } from '../account.js';
import { siteConfig, type Workbench } from '../workbench.js';

export const VIDEOS = 10_000;
/** Galleries of a hundred videos each … */
export const HUNDREDS = 10;
/** … and galleries that wait for their first video. */
export const NEWS = 40;
const AT_ONCE = 50;

const number = (index: number) => String(index).padStart(2, '0');
export const hundred = (index: number) => `hundred-${number(index)}`;
export const news = (index: number) => `news-${number(index)}`;

export async function tag(
  { apiUrl, apiKey }: Sandbox,
  videoId: string,
  tags: readonly string[],
): Promise<void> {
  const response = await fetch(`${apiUrl}/videos/${videoId}`, {
    method: 'PATCH',
    headers: {
      authorization: `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ tags }),
  });
  if (!response.ok) throw new Error(`A video could not be tagged: ${response.status}.`);
  await response.arrayBuffer();
}

const file = (title: string, rest: string) => `---\ntitle: ${title}\n${rest}\n---\n`;
const ofTag = (name: string) => `select: { tags: [${name}] }`;

/** The same galleries built and live, of a hundred videos and of all; and those that wait. */
function galleryFiles(): Record<string, string> {
  const files: Record<string, string> = {
    'built-hundred': file('Hundred', ofTag(hundred(0))),
    library: file('Library', `live: true\n${ofTag('library')}`),
  };
  for (let index = 0; index < HUNDREDS; index++)
    files[hundred(index)] = file('Hundred', `live: true\n${ofTag(hundred(index))}`);
  for (let index = 0; index < NEWS; index++)
    files[news(index)] = file('News', `live: true\n${ofTag(news(index))}`);
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [`src/content/galleries/${name}.md`, text]),
  );
}

export interface LiveSite {
  folder: string;
  sandbox: Sandbox;
  videos: readonly Video[];
}

/** A site with live galleries, beside an account of ten thousand videos. */
export async function liveSite(workbench: Workbench): Promise<LiveSite> {
  const sandbox = await workbench.sandbox({ videos: VIDEOS });
  const videos = await allVideos(sandbox);
  const limit = pLimit(AT_ONCE);
  await Promise.all(
    videos.map(({ videoId }, index) =>
      limit(tag, sandbox, videoId, ['library', hundred(index % (videos.length / 100))]),
    ),
  );
  const options = JSON.stringify({
    perPage: 100,
    previews: false,
    limits: { requests: 1e9, reads: 1e9, total: 1e9 },
  });
  const folder = await createSite('bench', {
    'astro.config.mjs': siteConfig(options),
    'src/peers/local-signing.ts': 'export {};\n',
    'src/pages/bench/signing.ts': null,
    ...galleryFiles(),
  });
  workbench.closeLater(() => removeSite(folder));
  const { code, output } = await astro(folder, 'build', sandbox.env);
  if (code !== 0) throw new Error(`The bench site could not be built:\n${output}`);
  return { folder, sandbox, videos };
}

/** A page that has to be there. */
export async function page(url: string): Promise<string> {
  const response = await fetch(url);
  if (response.status !== 200) throw new Error(`${url} was answered with ${response.status}.`);
  return response.text();
}
