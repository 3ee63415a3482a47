import { readFileSync } from 'node:fs';
import type { Answer } from './exchange.js';

const TYPES = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' };

/** A script or style sheet of a folder; its name may hold letters and dashes only. */
export function staticFile(folder: URL, name: string): Answer {
  const [, extension] = /^[a-z-]+\.(js|css)$/.exec(name) ?? [];
  if (!extension) return { status: 404 };
  try {
    const type = TYPES[extension as keyof typeof TYPES];
    return {
      status: 200,
      headers: { 'content-type': type, 'cache-control': 'no-cache' },
      body: readFileSync(new URL(name, folder)),
    };
  } catch {
    return { status: 404 };
  }
}
