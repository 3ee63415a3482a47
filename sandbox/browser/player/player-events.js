// What the player tells the page around (api-video.md, "Player messages").

const IDLE = 3000;

export function reportEvents(player, video, event) {
  const on = (target, type, report) => target.addEventListener(type, report);
  for (const type of ['play', 'pause', 'ended', 'seeking', 'ratechange']) on(video, type, () => event(type));
  video.addEventListener('play', () => event('firstplay'), { once: true });
  on(video, 'timeupdate', () => event('timeupdate', { currentTime: video.currentTime }));
  on(video, 'volumechange', () => event('volumechange', { volume: video.muted ? 0 : video.volume }));
  on(video, 'loadedmetadata', () => event('ready'));
  on(video, 'resize', () => {
    const resolution = { width: video.videoWidth, height: video.videoHeight };
    event('qualitychange', { resolution });
    event('resize');
  });
  on(document, 'fullscreenchange', () =>
    event('fullscreenchange', { isFullScreen: document.fullscreenElement !== null }),
  );
  on(player, 'mouseenter', () => event('mouseenter'));
  on(player, 'mouseleave', () => event('mouseleave'));
  new ResizeObserver(() => event('playerresize')).observe(player);

  let idle;
  on(player, 'mousemove', () => {
    if (idle === undefined) event('useractive');
    clearTimeout(idle);
    idle = setTimeout(() => {
      idle = undefined;
      event('userinactive');
    }, IDLE);
  });
}
