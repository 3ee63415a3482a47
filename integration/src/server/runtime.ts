import { getSecret } from 'astro:env/server';
import { grantSecret } from 'virtual:vitrine/grant-secret';
import { narrowed } from 'virtual:vitrine/narrowed';
import { authorize, onEvent, visitor } from 'virtual:vitrine/rules';
import { site } from 'virtual:vitrine/site';
import { readAccess } from '../api-video/credentials.js';
import { ApiVideoError } from '../api-video/errors.js';
import { oneLine } from '../contract/one-line.js';
import type { VideoQuery } from '../contract/video-query.js';
import { deriveGrantKeys, deriveLimitsName, deriveVisitorsSecret } from '../grants/keys.js';
import { currentAccess } from '../grants/narrowed.js';
import { openGrant } from '../grants/seal.js';
import type { AuthorizeContext } from '../types.js';
import { createAuthorizer } from './access/authorizer.js';
import { createDecide } from './access/decide.js';
import { wordsOf } from './access/site-code.js';
import { cacheVerifiedGrants } from './access/verified-grants.js';
import type { RequestContext } from './context.js';
import { createListWatch } from './issuing/reads/list-watch.js';
import { poolLimits } from './issuing/sessions/pool.js';
import { createLimits } from './limits/limits.js';
import { connectRedis } from './limits/redis-connection.js';
import { sayTrouble } from './limits/redis-trouble.js';
import { createVisitorNames } from './limits/visitor-names.js';
import { createEmit } from './observability/emit.js';
import { createLog, type Logger } from './observability/log.js';
import { createTokenService, type TokenService } from './token-service.js';
import { createRequestParser } from './tokens/parse-request.js';
import { cacheRequests } from './tokens/request-cache.js';

const keys = deriveGrantKeys(grantSecret);
/** For lengths of time, whatever the clock of the machine does. */
const elapsed = () => performance.now();
const log = createLog(elapsed, console, () => [getSecret('APIVIDEO_API_KEY')?.trim(), grantSecret]);
const nameVisitor = createVisitorNames(deriveVisitorsSecret(grantSecret), elapsed, (message) =>
  log.write('warn', message, 'visitor'),
);
const openCached = cacheVerifiedGrants((grant) => openGrant(grant, keys));
const parseRequest = cacheRequests(createRequestParser(openCached));

const emit = createEmit(onEvent, log);

const lists = createListWatch();

/** For pages that show lists as they are now. */
export const listReads = {
  watch: lists.watch,
  read: async (query: VideoQuery, page: number): Promise<void> => tokenServiceNow()?.readList(query, page),
  warn: (message: string) => log.write('warn', message, 'live'),
};

/** For tokens, watch pages and relayed thumbnails alike. */
const decide = createDecide({
  current: currentAccess(narrowed),
  onDenied(access, count) {
    log.write('info', `authorize() refused ${count} video(s) of access "${oneLine(access)}".`);
    emit({ type: 'denied', access, count });
  },
});

/** A rule that is named but not exported lets nobody in, rather than everybody. */
const missingRule = () => {
  throw new Error('The file that the `authorize` option names does not export it.');
};

const authorizerFor = createAuthorizer({
  authorize: site.hasAuthorize ? (authorize ?? missingRule) : undefined,
  timeout: site.authorizeTimeout * 1000,
  onError(access, error) {
    const why = wordsOf(error);
    const where = `access "${oneLine(access)}"`;
    log.write('error', `authorize() failed for ${where}, so nobody gets in. ${why}`, 'authorize');
  },
});

const redisUrl = getSecret('VITRINE_REDIS_URL');
const redis = redisUrl
  ? connectRedis({
      url: redisUrl,
      onChange(available, error) {
        emit({ type: 'redis', available });
        if (available) log.write('info', 'Redis is back: limits are counted for all instances together.');
        else log.write('warn', sayTrouble(error));
      },
    })
  : undefined;

const limits = createLimits(site.limits, redis && { redis, site: deriveLimitsName(grantSecret) });

let current:
  | { apiKey: string; apiUrl: string | undefined; tokenService: TokenService | undefined }
  | undefined;

/** The parts wired together, for the key of this moment: a new key needs no build. Undefined without a key. */
function tokenServiceNow(): TokenService | undefined {
  const apiKey = getSecret('APIVIDEO_API_KEY');
  const apiUrl = getSecret('APIVIDEO_API_URL');
  if (!apiKey?.trim()) {
    log.write(
      'error',
      'APIVIDEO_API_KEY is not set, so no video can be watched. Set it where the server runs.',
    );
    return undefined;
  }
  if (current?.apiKey !== apiKey || current.apiUrl !== apiUrl) {
    current?.tokenService?.close();
    current = { apiKey, apiUrl, tokenService: connect() };
  }
  return current.tokenService;
}

/** What answers requests now, without making it. */
export const currentTokenService = (): TokenService | undefined => current?.tokenService;

function connect(): TokenService | undefined {
  const { hosts, limits } = site;
  try {
    const access = readAccess(getSecret);
    if (!access) return undefined;
    return createTokenService({
      ...access,
      hosts,
      pool: poolLimits(site.pool),
      instances: limits.instances,
      redis,
      log,
      emit,
      decide,
      lists,
    });
  } catch (error) {
    if (!(error instanceof ApiVideoError)) throw error;
    log.write('error', error.message);
    return undefined;
  }
}

/** What the routes need to answer one visitor's request. */
export function requestContext(astro: AuthorizeContext & { logger?: Logger }): RequestContext {
  if (astro.logger) log.use(astro.logger);
  return {
    request: astro.request,
    url: astro.url,
    visitor: nameVisitor(astro, visitor),
    authorizer: authorizerFor(astro),
    openGrant: openCached,
    parseRequest,
    limits,
    tokenService: tokenServiceNow(),
    decide,
    emit,
  };
}
