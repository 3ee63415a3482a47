import type { DevToolbarApp } from 'astro';
import { MISTAKES_PATH } from '../contract/library.js';
import { METERS_PATH, type Meters } from '../contract/meters.js';
import { createWindow, draw } from './draw.js';
import { element } from './element.js';
import { createFinder } from './finder.js';
import { pageVideos } from './page-videos.js';
import { keptWords } from './reopen.js';

const EVERY = 1000;

/** A dev server that is restarting answers nothing for a moment. */
const readMeters = (): Promise<Meters> =>
  fetch(METERS_PATH)
    .then((answer) => answer.json())
    .catch(() => ({}));

/** A page is loaded anew when a gallery is saved: once for each page is enough. */
const readMistakes = (): Promise<string[]> =>
  fetch(MISTAKES_PATH)
    .then((answer) => answer.json())
    .catch(() => []);

/** The app in Astro's dev toolbar. While it is open it counts down by the second. */
export default {
  init(canvas, app) {
    let timer: ReturnType<typeof setInterval> | undefined;
    const words = keptWords();
    const finder = createFinder(words);
    const mistakes = element('section', { className: 'mistakes', role: 'alert' });
    const section = createWindow(canvas, mistakes, finder.root);
    void readMistakes().then((found) => {
      mistakes.replaceChildren(...found.map((text) => element('pre', {}, text)));
      app.toggleNotification({ state: found.length > 0, level: 'error' });
    });
    const show = async () => draw(section, pageVideos(), await readMeters());
    app.onToggled(({ state }) => {
      clearInterval(timer);
      if (!state) return;
      timer = setInterval(show, EVERY);
      void show();
      void finder.load();
    });
    if (words !== undefined) app.toggleState({ state: true });
  },
} satisfies DevToolbarApp;
