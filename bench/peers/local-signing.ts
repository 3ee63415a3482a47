import { generateKeyPair, SignJWT } from 'jose';

/** The audiences a signing service asks for: one token each. */
export type Sign = (videoId: string) => Promise<string>;

/** What a site does whose video service lets it sign by itself: one RS256 token per video, made on the spot. */
export async function createSigner(): Promise<Sign> {
  const { privateKey } = await generateKeyPair('RS256');
  return (videoId) =>
    new SignJWT({ kid: 'bench' })
      .setProtectedHeader({ alg: 'RS256', kid: 'bench' })
      .setSubject(videoId)
      .setAudience('v')
      .setExpirationTime('24h')
      .sign(privateKey);
}
