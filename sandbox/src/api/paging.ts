import type { Answer } from '../http/exchange.js';
import type { World } from '../world.js';
import { integer } from './query.js';

export interface Page {
  currentPage: number;
  pageSize: number;
}

const COMMA = Buffer.from(',');

/** What every list takes (see api-video.md, "Lists of videos": its 400 calls `currentPage` `page`). */
export const paging = (minPageSize: number) => ({
  currentPage: integer('page', 1, { min: 1 }),
  pageSize: integer('pageSize', 25, { min: minPageSize, max: 100 }),
});

/** One page of `items`, presented, with links that keep the filters (api-video.md, "Lists of videos"). */
export function pageAnswer<Item>(
  world: World,
  url: URL,
  page: Page,
  items: readonly Item[],
  present: (item: Item) => unknown,
): Answer {
  return pageOfBytes(world, url, page, items, (item) => [Buffer.from(JSON.stringify(present(item)))]);
}

/** The same for items that are JSON already, each in pieces. */
export function pageOfBytes<Item>(
  world: World,
  url: URL,
  page: Page,
  items: readonly Item[],
  bytesOf: (item: Item) => readonly Uint8Array[],
): Answer {
  const { currentPage, pageSize } = page;
  const from = (currentPage - 1) * pageSize;
  const shown = items.slice(from, from + pageSize);
  const pagesTotal = Math.max(1, Math.ceil(items.length / pageSize));
  const origin = world.switches.links === 'absolute' ? world.origins.api : '';
  const link = (rel: string, number: number) => ({ rel, uri: origin + pageUri(url, number, pageSize) });
  const links = [
    link('self', currentPage),
    link('first', 1),
    ...(currentPage > 1 ? [link('previous', Math.min(currentPage - 1, pagesTotal))] : []),
    ...(currentPage < pagesTotal ? [link('next', currentPage + 1)] : []),
    link('last', pagesTotal),
  ];
  const counts = {
    currentPage,
    currentPageItems: shown.length,
    pageSize,
    pagesTotal,
    itemsTotal: items.length,
  };
  const data = shown.flatMap((item, index) => (index === 0 ? bytesOf(item) : [COMMA, ...bytesOf(item)]));
  const end = `],"pagination":${JSON.stringify({ ...counts, links })}}`;
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: Buffer.concat([Buffer.from('{"data":['), ...data, Buffer.from(end)]),
  };
}

function pageUri(url: URL, page: number, pageSize: number): string {
  const query = new URLSearchParams(url.searchParams);
  query.delete('currentPage');
  query.delete('pageSize');
  query.append('currentPage', String(page));
  query.append('pageSize', String(pageSize));
  return `${url.pathname}?${query}`;
}
