// How the player looks, and what of it can be taken away.

export function playerView(player, video, poster, event) {
  let controls = true;
  let chromeless = false;
  const apply = () => {
    player.toggleAttribute('data-chromeless', chromeless);
    video.controls = controls && !chromeless && player.hasAttribute('data-started');
  };
  const view = {
    controls(shown) {
      if (shown !== controls) event(shown ? 'controlsenabled' : 'controlsdisabled');
      controls = shown;
      apply();
    },
    chromeless(on) {
      chromeless = on;
      apply();
    },
    title: (shown) => player.toggleAttribute('data-untitled', !shown),
    poster(shown) {
      video.poster = shown ? poster : '';
    },
    subtitles(shown) {
      for (const track of video.textTracks) track.mode = shown ? 'showing' : 'hidden';
    },
    theme(theme = {}) {
      const color = theme.link ?? theme.trackPlayed;
      if (color) player.style.setProperty('--accent', color);
    },
    /** Only the element that plays, and its poster: `.vjs-poster` in the SDK's words. */
    style(query, property, value) {
      if (query === 'video') video.style.setProperty(property, value);
    },
    failed() {
      player.querySelector('.failure').hidden = false;
      event('error');
    },
  };
  video.addEventListener('play', () => {
    player.toggleAttribute('data-started', true);
    player.dataset.state = 'playing';
    apply();
  });
  video.addEventListener('pause', () => {
    player.dataset.state = 'paused';
  });
  return view;
}
