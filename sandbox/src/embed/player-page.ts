import { escapeHtml } from '../http/escape-html.js';
import type { PlayerSources } from './player-sources.js';

/**
 * The player. The script reads its sources from the page and options from the address (api-video.md, "Player options").
 */
export function playerPage(sources: PlayerSources): string {
  return document(
    sources.title,
    `<main class="player" data-state="paused">
      <video playsinline preload="metadata" crossorigin="anonymous" poster="${escapeHtml(sources.poster)}"></video>
      <h1 class="title">${escapeHtml(sources.title)}</h1>
      <button class="start" type="button" aria-label="Play"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M8 5v14l11-7z"/></svg></button>
      <p class="failure" role="alert" hidden>This video cannot be played.</p>
    </main>
    <script type="application/json" id="sources">${JSON.stringify(sources).replaceAll('<', '\\u003c')}</script>
    <script type="module" src="/_player/player.js"></script>`,
  );
}

/**
 * For every refusal alike. A reload finds the session the page kept when it first used the token (api-video.md,
 * "Assets").
 */
export function unavailablePage(): string {
  return document(
    'Video not available',
    `<main class="unavailable">
      <p>This video is not available.</p>
    </main>
    <script type="module" src="/_player/resume.js"></script>`,
  );
}

/** For pages that may not frame the player (api-video.md, "Answers of the delivery hosts"). */
export function forbiddenPage(): string {
  return document(
    'Error 403 Forbidden',
    `<main class="unavailable">
      <p>Error 403 Forbidden</p>
    </main>`,
  );
}

const document = (title: string, body: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <meta name="robots" content="noindex">
    <title>${escapeHtml(title)}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/_player/player.css">
  </head>
  <body>
    ${body}
  </body>
</html>
`;
