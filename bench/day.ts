import type { Figure } from '../sandbox/bench/figure.js';
import { PLAYS, VIEWS, viewsOf } from './day/crowd.js';
import { INSTANCES, QUOTA } from './day/instances.js';
import { GALLERIES, PER_GALLERY, scatteredGallery, taggedGallery, VIDEOS } from './day/library.js';
import { capacity, servedShare } from './day/model.js';
import { asTutorial, type Day, withRelay, withTokens } from './day/modes.js';
import type { Outcome } from './day/visit.js';
import type { Bench } from './workbench.js';

/** Minutes simulated, each as busy as the one of the day it stands for: all 1440 take an hour and a half. */
const MINUTES_SIMULATED = Number(process.env.VITRINE_DAY_MINUTES ?? 24);
const SEED = 4711;

const MODES = {
  relay: (views) => withRelay(views, taggedGallery),
  tagged: (views) => withTokens(views, taggedGallery),
  scattered: (views) => withTokens(views, scatteredGallery),
} satisfies Record<string, (views: ReturnType<typeof viewsOf>) => Promise<Day>>;

const share = (part: number, of: Record<Outcome, number>) =>
  part / Math.max(1, of.served + of.waited + of.refused);

const both = ({ views, plays }: Day): Record<Outcome, number> => ({
  served: views.served + plays.served,
  waited: views.waited + plays.waited,
  refused: views.refused + plays.refused,
});

/** A day with a million views and a hundred thousand plays. */
export const bench: Bench = async () => {
  const views = viewsOf(MINUTES_SIMULATED, SEED);
  const what = `${VIEWS} views and ${PLAYS} plays a day, ${GALLERIES} galleries of ${PER_GALLERY}, ${VIDEOS} videos, ${INSTANCES} instances, ${QUOTA} reads a minute; ${MINUTES_SIMULATED} of 1440 minutes simulated`;
  const figures: Figure[] = [];
  for (const [mode, run] of Object.entries(MODES)) {
    console.error(`  ${mode} …`);
    const day = await run(views);
    // With tokens a play costs nothing, and would only flatter.
    const all = mode === 'relay' ? both(day) : day.views;
    const prefix = mode === 'relay' ? 'day.' : `day.${mode}.`;
    for (const outcome of ['served', 'waited', 'refused'] as const) {
      figures.push({
        name: prefix + outcome,
        value: share(all[outcome], all),
        what: `${mode}: share ${MEANING[outcome]}; ${day.reads} reads, ${day.limited} of them refused; ${what}`,
      });
    }
  }
  const tutorial = asTutorial(views);
  const perMinute = [...Map.groupBy(views, ({ at }) => Math.floor(at / 60_000)).values()];
  const expected = servedShare(
    perMinute.map(({ length }) => length),
    capacity(QUOTA, 1),
  );
  const { value: tagged = 0 } = figures.find(({ name }) => name === 'day.tagged.refused') ?? {};
  figures.push({
    name: 'day.tagged.vsModel',
    value: (1 - tagged) / expected,
    target: { atLeast: 0.9 },
    what: `Share served in the end with tokens, over what the capacity model expects at one read a view: ${expected.toFixed(3)}`,
  });
  figures.push({
    name: 'day.tutorialServed',
    value: share(tutorial.views.served, tutorial.views),
    what: `the tutorial's flow, a list and 24 sessions one after another for each view: share that got a page; ${what}`,
  });
  return figures;
};

const MEANING: Record<Outcome, string> = {
  served: 'served within a second',
  waited: 'served within a minute',
  refused: 'not served within a minute',
};
