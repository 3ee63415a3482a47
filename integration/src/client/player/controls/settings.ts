import type { Labels } from '../../../contract/labels.js';
import { make } from '../make.js';
import { CAPTION_LOOKS, type CaptionLook } from './caption-look.js';
import { captionTracks, shownTrack } from './captions.js';

export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2];

export interface SettingsOptions {
  video: HTMLVideoElement;
  labels: Labels;
  look: CaptionLook;
  /** Told which captions the visitor has chosen, if any. */
  captionsChosen: (track: TextTrack | undefined) => void;
  /** Told how they are to look. */
  lookChanged: (look: CaptionLook) => void;
}

type Choice = readonly [value: string, label: string];

/** The panel with speed and captions, of the browser's own lists: they work by any input and speak for themselves. */
export function createSettings({ video, labels, look, captionsChosen, lookChanged }: SettingsOptions) {
  const words: Record<string, string> = {
    white: labels.white,
    yellow: labels.yellow,
    cyan: labels.cyan,
    lime: labels.green,
    solid: labels.solid,
    half: labels.translucent,
    none: labels.none,
  };
  const panel = make('div', 'vitrine-panel vitrine-settings');

  function list(label: string, choices: readonly Choice[], value: string, chosen: (value: string) => void) {
    const select = make('select', '');
    for (const [value, text] of choices) select.add(new Option(text, value));
    select.value = value;
    select.onchange = () => chosen(select.value);
    panel.append(make('label', '', make('span', '', label), select));
    return select;
  }

  const speed = list(
    labels.speed,
    SPEEDS.map((rate) => [`${rate}`, `${rate} ×`]),
    `${video.playbackRate}`,
    (rate) => {
      video.playbackRate = Number(rate);
    },
  );
  const tracks = list(labels.captions, [], '', (index) =>
    captionsChosen(captionTracks(video)[Number(index)]),
  );
  const text = { size: labels.captionSize, color: labels.captionColor, background: labels.captionBackground };
  const looks = Object.entries(CAPTION_LOOKS).map(([name, values]) =>
    list(
      text[name as keyof CaptionLook],
      values.map((value) => [value, words[value] ?? `${value} %`]),
      look[name as keyof CaptionLook],
      (value) => {
        look = { ...look, [name]: value };
        lookChanged(look);
      },
    ),
  );

  return {
    panel,
    /** Shows what holds now, however it came about. */
    update() {
      speed.value = `${video.playbackRate}`;
      const all = captionTracks(video);
      const shown = shownTrack(video);
      const choices: Choice[] = [
        ['-1', labels.none],
        ...all.map((track, index): Choice => [`${index}`, track.label]),
      ];
      if (tracks.length !== choices.length) {
        tracks.replaceChildren(...choices.map(([value, label]) => new Option(label, value)));
      }
      tracks.value = `${shown ? all.indexOf(shown) : -1}`;
      for (const { parentElement } of [tracks, ...looks])
        if (parentElement) parentElement.hidden = all.length === 0;
    },
  };
}
