import { parseJson } from '../../api-video/http/send.js';
import { listPath, OLDEST_FIRST } from '../../api-video/query.js';
import type { Account } from './examined-account.js';
import type { Finding } from './finding.js';

/** Asks for a title that no video has, so that the list is empty and mints nothing. */
export const emptyList = (nonce: string, pageSize?: number) =>
  listPath({ title: `vitrine-doctor-${nonce}`, ...OLDEST_FIRST }, 1, pageSize);

/** How lists page, asked with a list that is empty. */
export async function examineLists(account: Account, nonce: string): Promise<Finding[]> {
  const smallest = await account.read(emptyList(nonce, 1));
  const usual = await account.read(emptyList(nonce));
  const { pagination } = (parseJson(usual.text) ?? {}) as {
    pagination?: { currentPage?: unknown; pagesTotal?: unknown; links?: unknown };
  };
  return [
    pageSizes(smallest.status, usual.status),
    pageCounts(pagination),
    links(pagination?.links),
    mediaType(usual.headers.get('content-type')),
  ];
}

function pageSizes(smallest: number, usual: number): Finding {
  const id = 'page-size';
  const question = 'Lists of videos';
  if (usual !== 200) {
    return { id, question, level: 'problem', found: `A list page of 100 videos is answered ${usual}.` };
  }
  if (smallest === 200) {
    return {
      id,
      question,
      level: 'ok',
      found: 'List pages may hold 1 to 100 videos.',
      sandbox: { minPageSize: 1 },
    };
  }
  return {
    id,
    question,
    level: 'ok',
    found: `A list page of 1 video is answered ${smallest}; one of 100 works, and Vitrine asks for no other.`,
    sandbox: { minPageSize: 10 },
  };
}

function pageCounts(pagination: { currentPage?: unknown; pagesTotal?: unknown } | undefined): Finding {
  const numbers = typeof pagination?.currentPage === 'number' && typeof pagination.pagesTotal === 'number';
  return {
    id: 'pagination',
    question: 'Lists of videos',
    level: numbers ? 'ok' : 'problem',
    found: numbers
      ? `Lists count pages in numbers (an empty one says ${pagination.pagesTotal} in all).`
      : 'Lists do not say their page and the number of pages as numbers, which Vitrine needs.',
  };
}

function links(given: unknown): Finding {
  const list: unknown[] = Array.isArray(given) ? given : Object.values(given ?? {});
  const uris = list.map((link) =>
    typeof link === 'string' ? link : (link as { uri?: unknown } | null)?.uri,
  );
  const absolute = uris.some((uri) => typeof uri === 'string' && URL.canParse(uri));
  return {
    id: 'links',
    question: 'Lists of videos',
    level: 'ok',
    found: `Links between pages are ${absolute ? 'absolute' : 'relative'}, in ${Array.isArray(given) ? 'a list' : 'an object'}; Vitrine follows none.`,
    sandbox: { links: absolute ? 'absolute' : 'relative' },
  };
}

function mediaType(type: string | null): Finding {
  return {
    id: 'content-type',
    level: 'ok',
    found: `Answers are ${type ?? 'of no media type'}; Vitrine reads any JSON.`,
    ...(type && { sandbox: { contentType: type } }),
  };
}
