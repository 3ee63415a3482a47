import type { AstroIntegrationLogger } from 'astro';
import type { Environment } from '../environment.js';
import { processWide } from '../internals/process-wide.js';

/**
 * Gives `astro dev` a local api.video when there is no key, once per process and never anywhere else. Its variables
 * go into the environment, where the loader and the endpoint look.
 */
export async function startDevSandbox(
  environment: Environment,
  logger: AstroIntegrationLogger,
): Promise<void> {
  const state = processWide<{ variables?: Promise<Environment> }>('sandbox', () => ({}));
  if (environment.APIVIDEO_API_KEY?.trim() && !state.variables) return;
  state.variables ??= (async () => {
    const { startSandbox } = await import('api-video-sandbox');
    const sandbox = await startSandbox();
    logger.info(
      `There is no APIVIDEO_API_KEY, so a local sandbox with sample videos stands in for api.video at ${sandbox.apiUrl}. ` +
        'Builds never do this: they need a key.',
    );
    return sandbox.env;
  })();
  Object.assign(process.env, await state.variables);
}
