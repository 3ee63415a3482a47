import type { Labels } from '../../../contract/labels.js';
import { iconButton, make } from '../make.js';
import { wantedTrack } from './captions.js';
import { type Chapter, chapterAt, chaptersOf, chapterTracks } from './chapters.js';
import { ICONS } from './icons.js';
import { formatTime } from './time.js';

/**
 * The chapters of a video: a button with the name of the one that is on, a list to choose from, and marks on the line of
 * the position.
 *
 * @param languages Those a visitor wants, the most wanted first.
 * @param jump Told which one was chosen.
 */
export function createChapterList(
  video: HTMLVideoElement,
  labels: Labels,
  languages: () => readonly (string | undefined)[],
  jump: (chapter: Chapter) => void,
) {
  let chapters: Chapter[] = [];
  const nameOf = (className: string, title = '') => {
    const name = make('span', className, title);
    name.dir = 'auto';
    return name;
  };
  const name = nameOf('vitrine-chapter');
  const button = iconButton('vitrine-control-chapters', labels.chapters, ICONS.chapters, () => {});
  button.append(name);
  const panel = make('ol', 'vitrine-panel vitrine-chapters');
  panel.role = 'list';
  panel.ariaLabel = labels.chapters;
  const marks = make('span', 'vitrine-marks');
  marks.ariaHidden = 'true';
  const entries = () => [...panel.querySelectorAll('button')];

  const entry = (chapter: Chapter) => {
    const start = make('span', '', formatTime(chapter.start));
    const choose = make('button', '', nameOf('', chapter.title), ' ', start);
    choose.type = 'button';
    choose.onclick = () => jump(chapter);
    return make('li', '', choose);
  };

  const mark = ({ start }: Chapter) => {
    const line = make('i', '');
    line.style.setProperty('--at', `${start / video.duration}`);
    return line;
  };

  panel.onkeydown = (event) => {
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    all[to]?.focus();
  };

  return {
    button,
    panel,
    marks,
    /** Gives the chapter that is on the focus. */
    enter: () => (panel.querySelector<HTMLElement>('[aria-current]') ?? entries()[0])?.focus(),
    /** Draws the chapters anew: there are others, or another language is wanted. */
    draw(): void {
      const track = wantedTrack(chapterTracks(video), languages());
      chapters = chaptersOf(track, video.duration);
      panel.lang = name.lang = track?.language ?? '';
      panel.replaceChildren(...chapters.map(entry));
      marks.replaceChildren(...chapters.filter(({ start }) => start > 0).map(mark));
      button.hidden = chapters.length === 0;
    },
    /** Shows where the video is; gives the name of the chapter that is on. */
    update(): string | undefined {
      const on = chapterAt(chapters, video.currentTime);
      entries().forEach((choose, index) => {
        choose.ariaCurrent = chapters[index] === on ? 'true' : null;
      });
      name.textContent = on?.title ?? labels.chapters;
      button.ariaLabel = button.title = on ? `${labels.chapters}: ${on.title}` : labels.chapters;
      return on?.title;
    },
  };
}
