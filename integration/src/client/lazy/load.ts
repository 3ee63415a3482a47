/** What no page needs at first: nothing before it is loaded, and nothing where it cannot be had. */
export let later: typeof import('./lazy.js') | undefined;

export async function loadLater(): Promise<void> {
  later ??= (await import('./lazy.js').catch(() => {})) as typeof later;
}
