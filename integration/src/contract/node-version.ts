/** As in `engines`: Astro's server and ours use what Node has since then. */
const MAJOR = 22;
const MINOR = 12;

/** Why a Node is too old, from `process.versions`; undefined where it is not, and for every other runtime. */
export function nodeTooOld(versions: Readonly<Record<string, string | undefined>>): string | undefined {
  if (!versions.node || versions.bun || versions.deno) return undefined;
  const [major = 0, minor = 0] = versions.node.split('.').map(Number);
  if (major > MAJOR || (major === MAJOR && minor >= MINOR)) return undefined;
  return (
    `[astro-vitrine] Node ${MAJOR}.${MINOR} or later is needed, and this is Node ${versions.node}, where requests would fail. ` +
    'Install a later Node and start again with it.'
  );
}
