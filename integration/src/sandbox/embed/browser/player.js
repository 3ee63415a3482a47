import { keepSession } from './session-keeper.js';

const sources = JSON.parse(document.getElementById('sources').textContent);
const player = document.querySelector('.player');
const video = player.querySelector('video');

keepSession(sources.token, sources.session);

const query = new URLSearchParams(location.search);
const fragment = new Set(location.hash.slice(1).split(';'));
const wanted = (name, parameter) => fragment.has(name) || query.get(parameter) === 'true';

for (const [url, type] of [
  [sources.mp4, 'video/mp4'],
  [sources.hls, 'application/vnd.apple.mpegurl'],
]) {
  if (!url) continue;
  const source = document.createElement('source');
  source.src = url;
  source.type = type;
  source.addEventListener('error', fail);
  video.append(source);
}
video.addEventListener('error', fail);

function fail() {
  if (video.networkState === HTMLMediaElement.NETWORK_NO_SOURCE || video.error) {
    player.querySelector('.failure').hidden = false;
  }
}

video.addEventListener('play', () => {
  player.dataset.started = '';
  player.dataset.state = 'playing';
  video.controls = !wanted('hide-controls', 'hideControls');
});
video.addEventListener('pause', () => {
  player.dataset.state = 'paused';
});
player.querySelector('.start').addEventListener('click', () => video.play());

video.loop = wanted('loop', 'loop');
video.muted = query.get('muted') === 'true';
if (wanted('hide-title', 'hideTitle')) player.dataset.title = 'hidden';
if (wanted('autoplay', 'autoplay')) video.play().catch(() => {});
