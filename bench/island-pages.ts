import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { galleryPage } from './galleries.js';

const HAND_WRITTEN = join(import.meta.dirname, 'peers/hand-written.js');

const id = (index: number) => `vi${String(index).padStart(22, '0')}`;
const grant = (index: number) => String(index).padStart(200, 'g');

/** A built gallery page with so many placeholders, each with an id and a grant of its own. */
function withPlaceholders(html: string, count: number): string {
  const card = /<li\b.*?<\/li>/s.exec(html)?.[0] ?? '';
  const [, videoId = '', sealed = ''] = /video="([^"]+)" grant="([^"]+)"/.exec(card) ?? [];
  const cards = Array.from({ length: count }, (_, index) =>
    card.replaceAll(videoId, id(index)).replaceAll(sealed, grant(index)),
  );
  return html.replace(
    /(<ul class="vitrine-grid"[^>]*>).*?<\/ul>/s,
    (_, list: string) => `${list}${cards.join('')}</ul>`,
  );
}

/** Writes the page into a built site, by the island or by the hand-written loop; gives its path. */
export async function writeIslandPage(folder: string, count: number, handWritten: boolean): Promise<string> {
  const name = `${handWritten ? 'hand-written' : 'island'}-${count}`;
  const html = withPlaceholders(await readFile(galleryPage(folder, 'tagged-24'), 'utf8'), count);
  const loop = await readFile(HAND_WRITTEN, 'utf8');
  const page = handWritten
    ? html
        .replace(/<script\b[^>]*>.*?<\/script>/gs, '')
        .replace('</body>', () => `<script type="module">${loop}</script></body>`)
    : html;
  await mkdir(join(folder, 'dist/client', name), { recursive: true });
  await writeFile(join(folder, 'dist/client', name, 'index.html'), page);
  return `/${name}/`;
}

/** What the endpoint would answer for the placeholders of such a page. */
export function answerFor(grants: readonly string[], origin: string): string {
  const videos = grants.map((sealed) => {
    const videoId = id(Number(sealed.replace(/^g+/, '')));
    const url = (asset: string) => `${origin}/vod/${videoId}/token/T/${asset}?avh=S`;
    return {
      status: 'ready',
      id: videoId,
      privateToken: 'T',
      sessionToken: 'S',
      expiresIn: 86_390,
      assets: {
        thumbnail: url('thumbnail.gif'),
        player: url('player'),
        hls: url('hls/manifest.m3u8'),
        mp4: url('mp4/source.mp4'),
      },
    };
  });
  return JSON.stringify({ videos });
}
