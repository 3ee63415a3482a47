import node from '@astrojs/node';
import { defineConfig, sessionDrivers } from 'astro/config';
import vitrine from 'astro-vitrine';

export default defineConfig({
  adapter: node({ mode: 'standalone' }),
  // In memory: enough for one instance. Several share a driver such as `sessionDrivers.redis()`.
  session: { driver: sessionDrivers.lruCache({ max: 10_000 }) },
  integrations: [
    vitrine({
      layout: './src/layouts/Site.astro',
      authorize: './src/authorize.ts',
      signIn: '/members',
    }),
  ],
});
