/** A `<vitrine-video video grant>`. The other members stand once it is attached. */
export interface VideoElement extends HTMLElement {
  endpoint: string;
  grant: string;
  video: string;
  /** In the viewport or close to it. */
  near?: boolean;
  /** Thumbnails in a row that did not load. */
  failures: number;
}

/** Videos that have come near or were touched: a page may hold thousands that never do. */
export const attached = new Set<VideoElement>();

/** Reads anew what the page says of a video, which takes part from then on. */
export function attach(video: VideoElement): void {
  video.endpoint ??= video.closest('[endpoint]')?.getAttribute('endpoint') as string;
  video.grant = video.getAttribute('grant') as string;
  video.video = video.getAttribute('video') as string;
  video.failures ??= 0;
  attached.add(video);
}
