import node from '@astrojs/node';
import { defineConfig } from 'astro/config';
import vitrine from 'astro-vitrine';

export default defineConfig({
  adapter: node({ mode: 'standalone' }),
  session: false,
  integrations: [vitrine({ layout: './src/layouts/Site.astro' })],
});
