import type { DevToolbarApp } from 'astro';
import { METERS_PATH, type Meters } from '../contract/meters.js';
import { draw } from './draw.js';
import { pageVideos } from './page-videos.js';

const EVERY = 1000;

/** A dev server that is restarting answers nothing for a moment. */
const readMeters = (): Promise<Meters> =>
  fetch(METERS_PATH)
    .then((answer) => answer.json())
    .catch(() => ({}));

/** The app in Astro's dev toolbar. While it is open it counts down by the second. */
export default {
  init(canvas, app) {
    let timer: ReturnType<typeof setInterval> | undefined;
    const show = async () => draw(canvas, pageVideos(), await readMeters());
    app.onToggled(({ state }) => {
      clearInterval(timer);
      if (!state) return;
      timer = setInterval(show, EVERY);
      void show();
    });
  },
} satisfies DevToolbarApp;
