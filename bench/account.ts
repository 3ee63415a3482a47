/** Where a peer, or the bench itself, finds an account. */
export interface Account {
  apiUrl: string;
  apiKey: string;
}

/** What of a Video object is used here. */
export interface Video {
  videoId: string;
  title: string;
  public: boolean;
  createdAt: string;
  assets: { player: string; hls: string; thumbnail: string };
}

/** Reads from the management API, with the key, as every flow of its documentation does. */
export async function readApi<T>({ apiUrl, apiKey }: Account, path: string): Promise<T> {
  const response = await fetch(apiUrl + path, {
    headers: { authorization: `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}` },
  });
  if (!response.ok) throw new Error(`The API answered ${response.status}.`);
  return (await response.json()) as T;
}

/** Every video of the account, the oldest first. */
export async function allVideos(account: Account): Promise<Video[]> {
  const videos: Video[] = [];
  for (let page = 1; ; page++) {
    const { data, pagination } = await readApi<{ data: Video[]; pagination: { pagesTotal: number } }>(
      account,
      `/videos?sortBy=createdAt&sortOrder=asc&pageSize=100&currentPage=${page}`,
    );
    videos.push(...data);
    if (page >= pagination.pagesTotal) return videos;
  }
}
