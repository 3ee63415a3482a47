// What the Player SDK may ask for (api-video.md, "Player messages"). Unknown messages are left alone.

/** `view` changes how the player looks; `video` is the element that plays. */
export function sdkCommands(video, view, sources) {
  const commands = {
    play: () => video.play().catch(() => {}),
    pause: () => video.pause(),
    mute: () => {
      video.muted = true;
    },
    unmute: () => {
      video.muted = false;
    },
    seek: ({ seek }) => {
      video.currentTime += seek;
    },
    setCurrentTime: ({ currentTime }) => {
      video.currentTime = currentTime;
    },
    setVolume: ({ volume }) => {
      video.volume = Math.min(1, Math.max(0, volume));
    },
    setLoop: ({ loop }) => {
      video.loop = loop;
    },
    setAutoplay: ({ autoplay }) => {
      video.autoplay = autoplay;
    },
    setPlaybackRate: ({ rate }) => {
      video.playbackRate = rate;
    },
    setChromeless: ({ chromeless }) => view.chromeless(chromeless),
    hideControls: () => view.controls(false),
    showControls: () => view.controls(true),
    hideTitle: () => view.title(false),
    showTitle: () => view.title(true),
    hidePoster: () => view.poster(false),
    showPoster: () => view.poster(true),
    hideSubtitles: () => view.subtitles(false),
    showSubtitles: () => view.subtitles(true),
    setTheme: ({ theme }) => view.theme(theme),
    setStyleProperty: ({ query, property, value }) => view.style(query, property, value),
    requestFullscreen: () => document.documentElement.requestFullscreen().catch(() => {}),
    exitFullscreen: () => document.exitFullscreen().catch(() => {}),
    requestPictureInPicture: () => video.requestPictureInPicture?.().catch(() => {}),
    exitPictureInPicture: () => document.exitPictureInPicture?.().catch(() => {}),
    getPaused: () => video.paused,
    getPlaying: () => !video.paused && !video.ended,
    getMuted: () => video.muted,
    getDuration: () => video.duration,
    getCurrentTime: () => video.currentTime,
    getPlaybackRate: () => video.playbackRate,
    getVolume: () => video.volume,
    getLoop: () => video.loop,
    getVideoSize: () => ({ width: video.videoWidth, height: video.videoHeight }),
    getMp4Url: () => sources.mp4 ?? null,
    isLiveStream: () => sources.live,
    loadConfig: ({ url }) => {
      // Another page's address would take the player away from its own host.
      if (new URL(url).origin === location.origin) location.replace(url);
    },
    destroy: () => {
      video.pause();
      video.replaceChildren();
      video.removeAttribute('src');
      video.load();
    },
  };
  return (message) =>
    Object.hasOwn(commands, message.message) ? commands[message.message](message) : undefined;
}
