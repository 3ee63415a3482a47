/** 32 bytes in base64: what `npx astro create-key` prints, and the only form that Astro takes itself. */
const ASTRO_KEY = /^[A-Za-z0-9+/]{43}=$/;

export const WEAK_ASTRO_KEY = {
  message:
    'ASTRO_KEY is not 32 bytes of base64, and whoever guesses a weaker key can forge what pages are sealed with.',
  hint: 'Run `npx astro create-key` and set ASTRO_KEY to what it prints. Leave it out to have a key made for each build.',
};

/** Whether a value is a key that nobody guesses; white space around it does not count. */
export const isAstroKey = (value: string): boolean => ASTRO_KEY.test(value.trim());
