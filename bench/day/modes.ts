import type { IssueRequest } from '../../integration/src/server/issuing/issue.js';
import { createDayClock } from './clock.js';
import { PLAYS, VIEWS, type View } from './crowd.js';
import { createInstances, INSTANCES, QUOTA } from './instances.js';
import { ask, type Outcome, worst } from './visit.js';

export interface Day {
  views: Record<Outcome, number>;
  plays: Record<Outcome, number>;
  reads: number;
  /** Answers 429 of the account. */
  limited: number;
}

const nobody = (): Record<Outcome, number> => ({ served: 0, waited: 0, refused: 0 });

/** From the first screens to the rest of the page, or to the press on a thumbnail. */
const LATER = 4000;
const PLAY_EVERY = VIEWS / PLAYS;
/** The last visitors' patience. */
const AFTERWARDS = 90_000;

type Galleries = (gallery: number) => readonly IssueRequest[];
type Kind = (view: View, wanted: readonly IssueRequest[], visitor: string) => Promise<Outcome>;

/** A day of views, each from somebody new, handed to the three instances in turn. */
async function spend(
  views: readonly View[],
  galleries: Galleries,
  kinds: (run: ReturnType<typeof start>) => { look: Kind; play: Kind },
): Promise<Day> {
  const run = start();
  const { look, play } = kinds(run);
  const day: Day = { views: nobody(), plays: nobody(), reads: 0, limited: 0 };
  views.forEach((view, number) => {
    run.time.setTimer(view.at + 1, async () => {
      const wanted = galleries(view.gallery).slice(0, view.seen);
      day.views[await look(view, wanted, `visitor ${number}`)]++;
      if (number % PLAY_EVERY !== 0) return;
      await run.time.sleep(LATER);
      day.plays[await play(view, wanted.slice(number % view.seen).slice(0, 1), `visitor ${number}`)]++;
    });
  });
  await run.time.advance((views.at(-1)?.at ?? 0) + AFTERWARDS);
  run.close();
  return { ...day, reads: run.counts.reads, limited: run.counts.refused };
}

function start() {
  const time = createDayClock();
  const { issuers, counts, close } = createInstances(time);
  let turn = 0;
  const next = () => turn++ % INSTANCES;
  const issuer = (instance = next()) => issuers[instance] as (typeof issuers)[number];
  return { time, next, issuer, counts, close };
}

/** Tokens for every thumbnail that comes near the viewport; a play uses the session its thumbnail has. */
export const withTokens = (views: readonly View[], galleries: Galleries): Promise<Day> =>
  spend(views, galleries, ({ time, issuer }) => ({
    async look({ seen }, wanted, visitor) {
      const first = await ask(time, () => issuer(), wanted.slice(0, Math.min(seen, 12)), { visitor });
      if (seen <= 12) return first;
      await time.sleep(LATER);
      return worst([first, await ask(time, () => issuer(), wanted.slice(12), { visitor })]);
    },
    play: async () => 'served',
  }));

/** Thumbnails from the server, which reads each once for everybody; a token only for a play. */
export const withRelay = (views: readonly View[], galleries: Galleries): Promise<Day> =>
  spend(views, galleries, ({ time, next, issuer }) => {
    const kept = Array.from({ length: INSTANCES }, () => new Map<string, Promise<Outcome>>());
    const fetched = (instance: number, wanted: IssueRequest) => {
      const known = kept[instance]?.get(wanted.videoId);
      if (known) return known;
      const options = { visitor: 'relay', keepReady: false };
      const fetching = ask(time, () => issuer(instance), [wanted], options).then((outcome) => {
        if (outcome === 'refused') kept[instance]?.delete(wanted.videoId);
        else kept[instance]?.set(wanted.videoId, Promise.resolve('served'));
        return outcome;
      });
      kept[instance]?.set(wanted.videoId, fetching);
      return fetching;
    };
    return {
      async look(_view, wanted) {
        const instance = next();
        return worst(await Promise.all(wanted.map((each) => fetched(instance, each))));
      },
      play: (_view, wanted, visitor) => ask(time, () => issuer(), wanted, { visitor }),
    };
  });

/** One list a view, and no second try: what is beyond the minute's quota is an error page. */
export function asTutorial(views: readonly View[]): Day {
  const perMinute = Map.groupBy(views, ({ at }) => Math.floor(at / 60_000));
  const served = [...perMinute.values()].reduce((sum, { length }) => sum + Math.min(length, QUOTA), 0);
  const refused = views.length - served;
  return { views: { ...nobody(), served, refused }, plays: nobody(), reads: views.length, limited: refused };
}
