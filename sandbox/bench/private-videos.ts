import type { Sandbox } from 'api-video-sandbox';

export interface Assets {
  thumbnail: string;
  hls: string;
  mp4: string;
}

/** The assets of up to a hundred private videos, each with an unused token. */
export async function privateVideos(sandbox: Sandbox): Promise<Assets[]> {
  const headers = { authorization: `Basic ${btoa(`${sandbox.apiKey}:`)}` };
  const response = await fetch(`${sandbox.apiUrl}/videos?tags[]=members&pageSize=100`, { headers });
  const { data } = (await response.json()) as { data: { assets: Assets }[] };
  return data.map(({ assets }) => assets);
}
