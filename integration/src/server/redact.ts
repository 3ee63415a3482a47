/** Anything that looks like a token or carries one, whoever wrote the text. */
const SECRETS = [
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
  /(?<=[?&](?:token|avh)=)[^&\s"'#]+/gi,
  /(?<=\/(?:token|private)\/)[^/\s"'?#]+/gi,
  /(?<=\b(?:Basic|Bearer) )[\w+/=.-]+/gi,
  /(?<=rediss?:\/\/[^:\s]*:)[^@\s]+(?=@)/gi,
];

/** The same text without tokens, keys and passwords. */
export function redact(text: string): string {
  return SECRETS.reduce((safe, secret) => safe.replace(secret, '…'), text);
}
