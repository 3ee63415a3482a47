/** What is needed when something goes wrong: nothing before that, and nothing where it cannot be had. */
export let trouble: typeof import('./trouble.js') | undefined;

export async function loadTrouble(): Promise<void> {
  trouble ??= await import('./trouble.js').catch(() => undefined);
}
