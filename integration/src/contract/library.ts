/** A video of the account, as the app in the dev toolbar finds it. Holds no token. */
export interface LibraryVideo {
  id: string;
  title: string;
  tags: readonly string[];
  /** The address of its picture, where it has one. */
  picture?: string;
  /** The titles of the galleries that show it. */
  galleries: readonly string[];
}

/** Where the dev server answers with all of them; outside `base`, as Vite's own addresses are. */
export const LIBRARY_PATH = '/@vitrine/library';

/** Where it says what is wrong with galleries: a list of texts. */
export const MISTAKES_PATH = '/@vitrine/mistakes';

/** Where it reads the account anew, by `POST`. */
export const REFRESH_PATH = '/@vitrine/refresh';
