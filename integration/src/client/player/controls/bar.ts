import type { Labels } from '../../../contract/labels.js';
import { type Choices, keepChoices, keptChoices } from '../choices.js';
import { iconButton, make, setIcon } from '../make.js';
import { type CaptionLook, showLook, USUAL_LOOK } from './caption-look.js';
import { captionTracks, showLanguage, shownTrack, showTrack, wantedTrack } from './captions.js';
import { createChapterList } from './chapter-list.js';
import { type Command, commandOf, keepsKey } from './commands.js';
import { ICONS } from './icons.js';
import { createIdle } from './idle.js';
import { liftCaptions } from './lift-captions.js';
import { createPanels } from './panels.js';
import { createSettings } from './settings.js';
import { formatTime } from './time.js';

/**
 * The bar of the browser's own player: play, position, sound, chapters, captions, settings and full screen, by pointer and by the
 * keys people know. What it changes is announced, and kept for the next video where the site wants that.
 *
 * @param frame Holds the video; what is full screen as well.
 * @returns What takes it away.
 */
export function addControls(
  frame: HTMLElement,
  video: HTMLVideoElement,
  labels: Labels,
  keeps: boolean,
): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  const kept: Choices = keeps ? keptChoices() : {};
  const keep = (choices: Choices) => {
    if (keeps) keepChoices(choices);
  };
  const look: CaptionLook = { ...USUAL_LOOK, ...kept.look };

  const run: Record<Command['type'], (command: Command) => void> = {
    toggle: () => (video.paused ? video.play().catch(() => {}) : video.pause()),
    mute: () => {
      video.muted = !video.muted;
    },
    captions: toggleCaptions,
    fullscreen: toggleFullscreen,
    seek: (command) => seekTo(video.currentTime + ('by' in command ? command.by : 0)),
    jump: (command) => seekTo(video.duration * ('to' in command ? command.to : 0)),
    volume: (command) => {
      video.volume = Math.min(1, Math.max(0, video.volume + ('by' in command ? command.by : 0)));
      video.muted = false;
      say(`${Math.round(video.volume * 100)} %`);
    },
  };
  const button = (name: Command['type'], label: string, icon: string) =>
    iconButton(`vitrine-control-${name}`, label, icon, () => run[name]({ type: name } as Command));

  const play = button('toggle', labels.play, ICONS.play);
  const mute = button('mute', labels.mute, ICONS.sound);
  const captions = button('captions', labels.captions, ICONS.captions);
  const enlarge = button('fullscreen', labels.fullscreen, ICONS.enlarge);
  const position = make('input', 'vitrine-position');
  const volume = make('input', 'vitrine-volume');
  const time = make('span', 'vitrine-time');
  const live = make('p', 'vitrine-live');
  live.role = 'status';
  const settings = createSettings({
    video,
    labels,
    look,
    captionsChosen: choose,
    lookChanged(changed) {
      showLook(video, changed);
      keep({ look: changed });
    },
  });
  const more = iconButton('vitrine-control-settings', labels.settings, ICONS.settings, () => {});
  const wantedLanguages = () => [kept.captions || undefined, document.documentElement.lang];
  const chapters = createChapterList(video, labels, wantedLanguages, ({ start, title }) => {
    seekTo(start);
    panels.close();
    say(title);
  });
  const panels = createPanels();
  panels.add(more, settings.panel, settings.update);
  panels.add(chapters.button, chapters.panel, chapters.enter);

  for (const [range, label, max] of [
    [position, labels.position, '1000'],
    [volume, labels.volume, '100'],
  ] as const) {
    range.type = 'range';
    range.max = max;
    range.step = 'any';
    range.ariaLabel = label;
  }
  position.oninput = () => seekTo((video.duration * Number(position.value)) / Number(position.max));
  volume.oninput = () => {
    video.volume = Number(volume.value) / Number(volume.max);
    video.muted = false;
  };

  const seek = make('div', 'vitrine-seek', position, chapters.marks);
  const controls = [play, mute, volume, time, chapters.button, captions, more, enlarge];
  const bar = make('div', 'vitrine-bar', seek, ...controls);
  frame.append(settings.panel, chapters.panel, bar, live);
  video.controls = false;
  video.tabIndex = 0;
  showLook(video, look);
  if (kept.volume !== undefined) video.volume = kept.volume;
  if (kept.rate !== undefined) video.defaultPlaybackRate = video.playbackRate = kept.rate;

  function say(text: string): void {
    live.textContent = text;
  }

  function seekTo(seconds: number): void {
    if (Number.isFinite(seconds)) video.currentTime = Math.min(video.duration || 0, Math.max(0, seconds));
  }

  function toggleCaptions(): void {
    const shown = shownTrack(video);
    const wanted = wantedTrack(captionTracks(video), wantedLanguages());
    choose(shown ? undefined : wanted);
    say(shown ? labels.captionsOff : `${labels.captions}: ${wanted?.label ?? labels.none}`);
  }

  function choose(track: TextTrack | undefined): void {
    kept.captions = track?.language ?? '';
    keep({ captions: kept.captions });
    showTrack(video, track);
    redraw();
  }

  function toggleFullscreen(): void {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (frame.requestFullscreen) frame.requestFullscreen().catch(() => {});
    // Phones of Apple have it for videos alone.
    else (video as HTMLVideoElement & { webkitEnterFullscreen?: () => void }).webkitEnterFullscreen?.();
  }

  function update(): void {
    setIcon(play, video.paused ? ICONS.play : ICONS.pause, video.paused ? labels.play : labels.pause);
    const isSilent = video.muted || video.volume === 0;
    setIcon(mute, isSilent ? ICONS.muted : ICONS.sound, isSilent ? labels.unmute : labels.mute);
    const isLarge = document.fullscreenElement === frame;
    setIcon(
      enlarge,
      isLarge ? ICONS.reduce : ICONS.enlarge,
      isLarge ? labels.exitFullscreen : labels.fullscreen,
    );
    const part = video.currentTime / video.duration;
    position.value = `${(part || 0) * Number(position.max)}`;
    position.style.setProperty('--done', `${(part || 0) * 100}%`);
    volume.value = `${isSilent ? 0 : video.volume * Number(volume.max)}`;
    volume.style.setProperty('--done', `${isSilent ? 0 : video.volume * 100}%`);
    const [at, length] = [formatTime(video.currentTime), formatTime(video.duration)];
    time.textContent = length ? `${at} / ${length}` : at;
    const chapter = chapters.update();
    position.ariaValueText = [time.textContent, chapter].filter(Boolean).join(', ');
    captions.hidden = captionTracks(video).length === 0;
    captions.ariaPressed = `${shownTrack(video) !== undefined}`;
    settings.update();
  }

  /** There are other chapters, or they are wanted in another language. */
  function redraw(): void {
    chapters.draw();
    bar.toggleAttribute('chapters', !chapters.button.hidden);
    update();
  }

  const { wake, stop } = createIdle(
    frame,
    () => video.paused || bar.contains(document.activeElement) || panels.isOpen(),
  );

  const on = (target: EventTarget, types: string, act: (event: Event) => void) => {
    for (const type of types.split(' ')) target.addEventListener(type, act, { signal });
  };
  on(video, 'play pause timeupdate durationchange seeking seeked ended volumechange ratechange', update);
  on(video.textTracks, 'addtrack removetrack change', update);
  on(document, 'fullscreenchange', update);
  on(frame, 'pointermove pointerdown focusin keydown', wake);
  on(video, 'pause', wake);
  on(video, 'click', () => run.toggle({ type: 'toggle' }));
  on(video, 'dblclick', toggleFullscreen);
  on(video, 'volumechange', () => keep({ volume: video.muted ? 0 : video.volume }));
  on(video, 'ratechange', () => keep({ rate: video.playbackRate }));
  // What a track says is read after it has come, which only its own element hears of.
  video.addEventListener('load', redraw, { capture: true, signal });
  on(video, 'durationchange', redraw);
  on(video.textTracks, 'removetrack', redraw);
  // Browsers choose tracks by themselves, and may do so late.
  on(video.textTracks, 'addtrack change', () => showLanguage(video, kept.captions));
  on(frame, 'keydown', (event) => {
    const { key, target } = event as KeyboardEvent;
    if (key === 'Escape' && panels.close()) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (keepsKey(target as Element, key)) {
      event.stopPropagation();
      return;
    }
    const command = commandOf(event as KeyboardEvent);
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    run[command.type](command);
  });
  liftCaptions(frame, video, bar, signal);
  redraw();
  wake();

  return () => {
    ending.abort();
    stop();
  };
}
