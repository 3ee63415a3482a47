import { expect } from 'vitest';
import { it } from './helpers/fixtures.js';
import { call, openSession, privateVideo, tokenOf } from './helpers/run-sandbox.js';

it('shows tokens as they are used, turns switches and says what is wrong', async ({ page, sandbox }) => {
  const video = await privateVideo(sandbox);
  await page.goto(`${sandbox.apiUrl}/_sandbox`);
  const row = page.locator('.tokens tr', { hasText: tokenOf(video) });
  await row.getByText('unused').waitFor();
  await row.getByText(await openSession(video)).waitFor();

  const field = page.getByLabel('usedTokenStatus');
  await field.fill('500');
  await field.press('Tab');
  await page.getByText('The switch "usedTokenStatus" takes 403, 404 or 410.').waitFor();
  await field.fill('410');
  await field.press('Tab');
  await expect.poll(async () => (await fetch(video.assets.thumbnail)).status, { timeout: 10_000 }).toBe(410);

  await page.getByLabel('Fault plan as JSON').fill('[{ "kind": "html", "host": "media" }]');
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await expect.poll(async () => (await fetch(video.assets.thumbnail)).status, { timeout: 10_000 }).toBe(502);
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(() => sandbox.counters().minted, { timeout: 10_000 }).toBe(0);
}, 60_000);

it('puts a live stream on air', async ({ page, sandbox }) => {
  const { liveStreamId } = (await call(sandbox, 'POST', '/live-streams', { name: 'Stage' })).json;
  await page.goto(`${sandbox.apiUrl}/_sandbox`);
  await page.locator('.live').getByRole('button', { name: 'Start' }).click();
  const isOnAir = async () => (await call(sandbox, 'GET', `/live-streams/${liveStreamId}`)).json.broadcasting;
  await expect.poll(isOnAir, { timeout: 10_000 }).toBe(true);
}, 60_000);
