import { reportEvents } from './player-events.js';
import { playerOptions } from './player-options.js';
import { playerView } from './player-view.js';
import { sdkCommands } from './sdk-commands.js';
import { sdkLink } from './sdk-link.js';
import { keepSession } from './session-keeper.js';

const sources = JSON.parse(document.getElementById('sources').textContent);
const player = document.querySelector('.player');
const video = player.querySelector('video');
const options = playerOptions(location);
const sdk = sdkLink(options);
const view = playerView(player, video, sources.poster, sdk.event);

keepSession(sources.token, sources.session);
// The SDK attaches to a player that is there already by changing its fragment alone.
window.addEventListener('hashchange', () => location.reload());

sdk.listen(sdkCommands(video, view, sources));
reportEvents(player, video, sdk.event);
configure();
load();

function configure() {
  video.loop = options.loop;
  video.muted = options.muted;
  if (options.hideControls) view.controls(false);
  if (options.hideTitle) view.title(false);
  if (options.hidePoster) view.poster(false);
  if (options.chromeless) view.chromeless(true);
  const { start, end } = options;
  video.addEventListener('loadedmetadata', () => {
    if (start !== undefined) video.currentTime = start;
    view.subtitles(options.showSubtitles);
  });
  if (end !== undefined) {
    video.addEventListener('timeupdate', () => {
      if (video.currentTime < end) return;
      if (video.loop) video.currentTime = start ?? 0;
      else video.pause();
    });
  }
  player.querySelector('.start').addEventListener('click', () => video.play());
}

/** The mp4 first, which every browser plays; else HLS. */
function load() {
  for (const caption of sources.captions) {
    const track = document.createElement('track');
    Object.assign(track, { kind: 'captions', ...caption });
    video.append(track);
  }
  const offers = [
    [sources.mp4, 'video/mp4'],
    [sources.hls, 'application/vnd.apple.mpegurl'],
  ].filter(([url]) => url);
  for (const [src, type] of offers) {
    const source = document.createElement('source');
    Object.assign(source, { src, type });
    if (src === offers.at(-1)[0]) source.addEventListener('error', view.failed);
    video.append(source);
  }
  video.addEventListener('error', view.failed);
  if (options.autoplay) video.play().catch(() => {});
}
