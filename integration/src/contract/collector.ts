/** Where players tell api.video of plays (api-video.md, "Analytics"). */
export const COLLECTOR = 'https://collector.api.video';
