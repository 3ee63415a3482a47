import type { Plugin } from 'vite';

/** The modules that carry the integration's settings into the site. */
export interface VirtualModules {
  /** Module id → source text, made when first asked for. */
  [id: string]: { code: () => string; serverOnly: boolean };
}

/** Serves virtual modules; one marked `serverOnly` refuses to be part of what a browser gets. */
export function virtualModules(modules: VirtualModules): Plugin {
  return {
    name: 'astro-vitrine',
    resolveId(id) {
      return id in modules ? `\0${id}` : undefined;
    },
    load(id) {
      const module = id.startsWith('\0') ? modules[id.slice(1)] : undefined;
      if (!module) return undefined;
      if (module.serverOnly && this.environment.name === 'client') {
        throw new Error(
          `${id.slice(1)} holds a key and must not be imported by code that runs in the browser.`,
        );
      }
      return module.code();
    },
  };
}
