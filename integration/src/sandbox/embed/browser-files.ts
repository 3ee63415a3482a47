import { readFileSync } from 'node:fs';
import type { Answer } from '../http/exchange.js';

const TYPES = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' };

/** What the player page loads from its own origin: scripts and a style sheet, served as they are. */
export function browserFile(pathname: string): Answer | undefined {
  const [, name, extension] = /^\/_player\/([a-z-]+)\.(js|css)$/.exec(pathname) ?? [];
  if (!name || !extension) return undefined;
  try {
    return {
      status: 200,
      headers: { 'content-type': TYPES[extension as keyof typeof TYPES], 'cache-control': 'no-cache' },
      body: readFileSync(new URL(`browser/${name}.${extension}`, import.meta.url)),
    };
  } catch {
    return { status: 404 };
  }
}
