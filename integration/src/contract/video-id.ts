/** The form of an id. What an id says is api.video's own; text of any other form never gets into a URL. */
export const VIDEO_ID = /^[A-Za-z0-9_-]{1,128}$/;

export const isVideoId = (text: string): boolean => VIDEO_ID.test(text);
