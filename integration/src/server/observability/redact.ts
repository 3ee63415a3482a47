/** Anything that looks like a token or carries one, whoever wrote the text. */
const SECRETS = [
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
  /(?<=\b(?:token|avh)=)[^&\s"'#]+/gi,
  /(?<=\b(?:sessionToken|session_token|privateToken|access_token|refresh_token|x-token-session)["']?\s*[:=]\s*["']?)[\w.-]+/gi,
  /(?<=\/(?:token|private)\/)[^/\s"'?#]+/gi,
  /(?<=\b(?:Basic|Bearer) )[\w+/=.-]+/gi,
  /(?<=rediss?:\/\/[^:\s]*:)[^@\s]+(?=@)/gi,
];

/** Shorter ones would tear words apart, and are no secrets. */
const SHORTEST = 8;

/**
 * The same text without tokens, keys and passwords.
 *
 * @param known Secrets that are to be found by themselves, as no pattern tells them from words.
 */
export function redact(text: string, known: readonly (string | undefined)[] = []): string {
  const safe = SECRETS.reduce((left, secret) => left.replace(secret, '…'), text);
  return known.reduce<string>(
    (left, secret) => (secret && secret.length >= SHORTEST ? left.replaceAll(secret, '…') : left),
    safe,
  );
}
