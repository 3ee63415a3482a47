/** A language as api.video takes it: letters and dashes (api-video.md, "Captions and chapters"). */
export const LANGUAGE = /^[A-Za-z]{2,8}(-[A-Za-z]{1,8})*$/;

/** The languages of chapters for one video at most. */
export const MOST_LANGUAGES = 20;

/** Languages as one text, as attributes, grants and metadata hold them; what is no language is left out. */
export const languagesIn = (text: string): string[] =>
  [...new Set(text.split(/[\s,]+/))].filter((word) => LANGUAGE.test(word)).slice(0, MOST_LANGUAGES);
