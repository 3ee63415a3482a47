import type { GrantPayload } from '../../shared/grant-payload.js';
import { type SiteUrls, thumbnailUrl, watchUrl } from '../../shared/urls.js';
import type { CardView } from '../../shared/views.js';
import type { PlacedVideo } from './place.js';

export interface CardContext {
  access: string;
  /** Titles and captions travel sealed in the grants instead of standing in the page. */
  discreet: boolean;
  /** Makes the grant of a private video. */
  seal: (payload: GrantPayload) => string;
  site: SiteUrls;
  thumbnails: 'token' | 'relay';
}

/** What a page shows of one placed video: a public one as it is, a private one as a sealed placeholder. */
export function cardView({ video, title, caption, source }: PlacedVideo, context: CardContext): CardView {
  const { access, discreet, seal, site, thumbnails } = context;
  const words = { title, ...(caption ? { caption } : {}) };
  const length = video.duration ? { duration: Math.round(video.duration) } : {};
  if (video.assets && !discreet) {
    const { mp4, ...assets } = video.assets;
    return { kind: 'public', id: video.id, ...words, ...length, ...assets, ...(mp4 ? { mp4 } : {}) };
  }
  const grant = seal({ videoId: video.id, access, source, ...(discreet ? words : {}) });
  return {
    kind: 'private',
    id: video.id,
    grant,
    watchUrl: watchUrl(site, grant),
    // A discreet card has to ask for its title anyway, and gets its thumbnail with it.
    ...(thumbnails === 'relay' && !discreet ? { thumbnail: thumbnailUrl(site, grant) } : {}),
    ...(discreet ? {} : { ...words, ...length }),
  };
}
