import { describe, expect, it } from 'vitest';
import { createLog } from '../../../integration/src/server/observability/log.js';
import { redact } from '../../../integration/src/server/observability/redact.js';
import { createFakeTime } from '../../helpers/fake-time.js';

const TOKEN = '6f2c1c3e-0f5e-4b0f-9a53-0d6a1c9e7b21';

describe('what is written down', () => {
  it.each([
    ['a player', `https://embed.api.video/vod/vi1?token=${TOKEN}&avh=opaque_Session-1`],
    ['a player of another shape', 'https://embed.api.video/vod/vi1?token=opaque_Token-1'],
    [
      'a manifest',
      'https://vod.api.video/vod/vi1/token/opaque_Token-1/hls/manifest.m3u8?avh=opaque_Session-1',
    ],
    ['a live stream', 'https://live.api.video/private/opaque_Token-1/li1.m3u8'],
    ['a bare token', `no session for ${TOKEN}`],
    ['a key in a header', 'authorization: Basic b3BhcXVlX0tleTE6'],
    ['a bearer', 'Authorization: Bearer opaque_Key1.opaque-Key1'],
    ['a session in JSON', '{"sessionToken":"opaque_Session-1","session_token": "opaque_Session-2"}'],
    ['a session in a header', 'x-token-session: opaque_Session-1'],
    ['a session by itself', 'avh=opaque_Session-1'],
    ['the password of Redis', 'redis://user:opaque_Password@127.0.0.1:6379'],
  ])('holds no secret of %s', (_name, text) => {
    const safe = redact(text);
    expect(safe).not.toMatch(/opaque|6f2c1c3e|b3BhcXVl/);
    expect(safe).toContain('…');
  });

  it('holds no secret that is known, wherever it stands', () => {
    const { log, lines } = createLines(['plainWordOfAKey', undefined, 'a']);
    log.write('error', 'The hook said plainWordOfAKey, "plainWordOfAKey" and a word.');
    expect(lines).toEqual(['[astro-vitrine] The hook said …, "…" and a word.']);
  });

  it('is told apart once its secrets are gone, and not said again for a minute', () => {
    let now = 0;
    const lines: string[] = [];
    const write = (line: string) => lines.push(line);
    const log = createLog(() => now, { info: write, warn: write, error: write });
    log.write('error', 'https://vod.api.video/vod/vi1/token/opaque_One/session failed');
    log.write('error', 'https://vod.api.video/vod/vi1/token/opaque_Two/session failed');
    now = 61_000;
    log.write('error', 'https://vod.api.video/vod/vi1/token/opaque_Three/session failed');
    const line = '[astro-vitrine] https://vod.api.video/vod/vi1/token/…/session failed';
    expect(lines).toEqual([line, `${line} (and 1 times more before)`]);
  });

  it.each([
    ['lines', 'away\n[astro-vitrine] all is well', 'away [astro-vitrine] all is well'],
    ['an escape sequence', 'away\u001b[2J', 'away [2J'],
    ['a secret on the next line', 'Bearer\nopaque_Key', 'Bearer …'],
    [
      'a token where it is cut',
      `${'x'.repeat(1960)} https://h/token/${'opaque_Token'.repeat(9)}/`,
      `${'x'.repeat(1960)} …`,
    ],
    ['a word without end', 'x'.repeat(1_000_000), '…'],
  ])('is one line of bearable length, whatever it holds: %s', (_name, message, line) => {
    const { log, lines } = createLines();
    log.write('error', message);
    expect(lines).toEqual([`[astro-vitrine] ${line}`]);
  });

  it('is so much a minute about one subject, then how much was left out', async () => {
    const { log, lines, time } = createLines();
    for (let count = 0; count < 1000; count++) log.write('error', `onEvent() failed: ${count}`, 'onEvent');
    expect(lines).toHaveLength(20);
    log.write('error', 'No tokens.');
    expect(lines.at(-1)).toBe('[astro-vitrine] No tokens.');
    await time.advance(60_000);
    expect(lines).toHaveLength(22);
    expect(lines.at(-1)).toBe('[astro-vitrine] 980 more lines (onEvent) were left out in this minute.');
    log.write('error', 'onEvent() failed: 1000', 'onEvent');
    expect(lines.at(-1)).toBe('[astro-vitrine] onEvent() failed: 1000');
    await time.advance(600_000);
    expect(lines).toHaveLength(23);
  });
});

function createLines(secrets: readonly (string | undefined)[] = []) {
  const time = createFakeTime();
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  const log = createLog(time.now, { info: write, warn: write, error: write }, () => secrets, time.setTimer);
  return { log, lines, time };
}
