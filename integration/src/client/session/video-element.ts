/** A `<vitrine-video video grant>`. The other members stand once it is attached. */
export interface VideoElement extends HTMLElement {
  endpoint: string;
  grant: string;
  video: string;
  /** In the viewport or close to it. */
  near?: boolean;
  /** How often in a row a picture did not load, or nothing played, by its sessions. */
  failures?: number | undefined;
}

/** Videos that have come near or were touched: a page may hold thousands that never do. */
export const attached = new Set<VideoElement>();

/** Reads anew what the page says of a video, which takes part from then on. */
export function attach(video: VideoElement): void {
  video.endpoint ??= video.closest('[endpoint]')?.getAttribute('endpoint') as string;
  video.grant = video.getAttribute('grant') as string;
  video.video = video.getAttribute('video') as string;
  attached.add(video);
}
