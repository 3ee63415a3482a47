/** What no page needs at first: nothing before it is loaded, and nothing where it cannot be had. */
export let later: typeof import('./later.js') | undefined;

export async function loadLater(): Promise<void> {
  later ??= (await import('./later.js').catch(() => {})) as typeof later;
}
