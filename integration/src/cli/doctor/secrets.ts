/** Remembers what must never be shown, so that a report can be held against it before it is printed. */
export interface Secrets {
  add(secret: string): void;
  /** The same text, every secret in it masked. */
  mask(text: string): string;
}

export function createSecrets(): Secrets {
  const known = new Set<string>();
  return {
    add: (secret) => void known.add(secret),
    mask(text) {
      let masked = text;
      for (const secret of known) if (secret.length > 0) masked = masked.replaceAll(secret, '[secret]');
      return masked;
    },
  };
}
