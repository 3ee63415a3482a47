/** In development a file with mistakes is a gallery all the same: its page says what is wrong. */
const MISTAKES = 'vitrine:mistakes';

/** The data of such a gallery: nothing of its file, and for nobody. */
export const brokenGallery = (id: string, mistakes: readonly string[]): Record<string, unknown> => ({
  title: id,
  videos: [],
  access: 'nobody',
  discreet: true,
  draft: false,
  [MISTAKES]: mistakes,
});

/** What is wrong with the file of a gallery, a line for each mistake; undefined for one that could be read. */
export const mistakesOf = (data: object): readonly string[] | undefined =>
  (data as Record<string, readonly string[] | undefined>)[MISTAKES];

export const MISTAKES_ADVICE = 'Each line names a file and the line in it. Correct them there and save.';
