/** RFC 3339 with offset, to the second (api-video.md, "Conventions"). */
export const atom = (milliseconds: number) => `${new Date(milliseconds).toISOString().slice(0, 19)}+00:00`;
