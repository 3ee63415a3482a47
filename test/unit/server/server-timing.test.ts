import { expect, it } from 'vitest';
import type { RedeemTokens } from '../../../integration/src/server/access/redeem-tokens.js';
import { timed } from '../../../integration/src/server/observability/server-timing.js';
import type { TokenService } from '../../../integration/src/server/token-service.js';
import { answerTokens } from '../../../integration/src/server/tokens/answer-tokens.js';
import { createRequestContext } from '../../helpers/request-context.js';

it('says what an answer took, and passes events on', async () => {
  const redeem: RedeemTokens = async ({ opened }, authorizer, options) => {
    await authorizer('members', ['viA']);
    options?.onPooled?.(2);
    return opened.map(() => ({ status: 'busy', retryIn: 5 }));
  };
  const request = new Request('https://site.example/_vitrine/tokens', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://site.example' },
    body: '{"grants":["a"]}',
  });
  const context = createRequestContext(request, { tokenService: { redeem } as TokenService });
  const response = await timed(context, answerTokens);
  expect(response.headers.get('server-timing')).toMatch(
    /^authorize;dur=[\d.]+, issue;dur=[\d.]+, pool;desc="2 of 0", total;dur=[\d.]+$/,
  );
  expect(context.events).toMatchObject([{ type: 'tokens', busy: 1, pooled: 2 }]);
});

it('says how long a refusal took, too', async () => {
  const response = await timed(
    createRequestContext(new Request('https://site.example/_vitrine/tokens')),
    answerTokens,
  );
  expect([response.status, response.headers.get('server-timing')]).toEqual([
    405,
    expect.stringMatching(/^total;dur=[\d.]+$/),
  ]);
});
