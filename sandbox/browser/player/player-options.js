// What the address asks of the player (api-video.md, "Player options"): a fragment of options joined by ";", or query
// parameters.

/** Seconds of `ss`, `mm:ss` or `hh:mm:ss`. */
function seconds(text) {
  if (!/^\d+(:\d+){0,2}(\.\d+)?$/.test(text ?? '')) return undefined;
  return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

function decodedOrigin(encoded) {
  try {
    return encoded ? new URL(atob(encoded)).origin : undefined;
  } catch {
    return undefined;
  }
}

export function playerOptions({ search, hash }) {
  const query = new URLSearchParams(search);
  const fragment = hash.slice(1).split(';');
  const flag = (name, parameter) => fragment.includes(name) || query.get(parameter) === 'true';
  const value = (name) => fragment.find((part) => part.startsWith(`${name}:`))?.slice(name.length + 1);
  const [start, end] = (fragment.find((part) => part.startsWith('t=')) ?? 't=').slice(2).split(',');
  return {
    autoplay: flag('autoplay', 'autoplay'),
    muted: flag('muted', 'muted'),
    loop: flag('loop', 'loop'),
    hideTitle: flag('hide-title', 'hideTitle'),
    hideControls: flag('hide-controls', 'hideControls'),
    hidePoster: flag('hide-poster', 'hidePoster'),
    chromeless: flag('chromeless', 'chromeless'),
    showSubtitles: flag('show-subtitles', 'showSubtitles'),
    start: seconds(start),
    end: seconds(end),
    sdkPlayerId: value('sdkPlayerId'),
    sdkOrigin: decodedOrigin(value('sdkOrigin')),
  };
}
