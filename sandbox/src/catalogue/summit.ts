import type { Lines } from './vtt.js';

/** The 24 videos every sandbox begins with: a design and film conference in Lyon, its workshops, its lab. */
export interface CatalogueEntry {
  title: string;
  description: string;
  clip: string;
  tags: string[];
  /** Metadata besides the year, which is that of its creation unless named. */
  year?: string;
  track: string;
  speaker?: string;
  public?: true;
  spoken?: Lines;
  /** Names of its parts. Its metadata say in which languages there are some. */
  chapters?: Lines;
}

const talk = ['summit-2026', 'talk', 'members'];
const workshop = ['summit-2026', 'workshop', 'members'];
const backstage = ['summit-2026', 'behind-the-scenes', 'members'];
const lab = ['lab-notes', 'members'];

export const SUMMIT: readonly CatalogueEntry[] = [
  {
    title: 'Opening: The Shape of a Season',
    description: 'How the programme came together, and what to look for in it.',
    clip: 'dunes',
    tags: ['summit-2026', 'talk', 'trailer'],
    track: 'Main stage',
    speaker: 'Inès Marchetti',
    public: true,
  },
  {
    title: 'Designing for the Second Glance',
    description: 'What people see when they come back to an image.',
    clip: 'ripples',
    tags: talk,
    track: 'Main stage',
    speaker: 'Théo Lindqvist',
    spoken: {
      en: ['The first glance finds the shape.', 'The second one finds the rhythm.', 'Draw for the second.'],
      fr: ['Le premier regard trouve la forme.', 'Le second trouve le rythme.', 'Dessinez pour le second.'],
    },
    chapters: {
      en: ['The first glance', 'The second glance', 'Drawing for both'],
      fr: ['Le premier regard', 'Le second regard', 'Dessiner pour les deux'],
    },
  },
  {
    title: 'Colour After Dark',
    description: 'Grading night scenes without losing the night.',
    clip: 'lights',
    tags: talk,
    track: 'Film',
    speaker: 'Amara Diallo',
  },
  {
    title: 'Growing Letters',
    description: 'Type that behaves like a living thing.',
    clip: 'colony',
    tags: talk,
    track: 'Type',
    speaker: 'Yuki Ferrand',
  },
  {
    title: 'The Loom and the Pixel',
    description: 'Two centuries of Lyon silk, read as image files.',
    clip: 'weave',
    tags: talk,
    track: 'History',
    speaker: 'Clément Roussel',
  },
  {
    title: 'Northern Light, Southern Lens',
    description: 'Filming six months of aurora with borrowed glass.',
    clip: 'aurora',
    tags: talk,
    track: 'Film',
    speaker: 'Sigrid Halvorsen',
    spoken: {
      en: ['It was minus thirty.', 'The lens came from Valparaíso.', 'It had never seen snow.'],
      fr: ['Il faisait moins trente.', 'L’objectif venait de Valparaíso.', 'Il n’avait jamais vu la neige.'],
    },
  },
  {
    title: 'Infinite Edges',
    description: 'A designer’s tour of the Mandelbrot set.',
    clip: 'fractal',
    tags: talk,
    track: 'Code',
    speaker: 'Paulo Menezes',
  },
  {
    title: 'Cut, Fold, Repeat',
    description: 'Paper models as storyboards.',
    clip: 'paper',
    tags: talk,
    track: 'Craft',
    speaker: 'Hanna Vogel',
  },
  {
    title: 'Workshop: Light Painting in One Room',
    description: 'Three lamps, one lens, no post-production.',
    clip: 'lights',
    tags: workshop,
    track: 'Film',
    speaker: 'Amara Diallo',
    spoken: {
      en: ['Open the shutter. Now walk.', 'What the torch touches stays.', 'You yourself will not be there.'],
      fr: ['Ouvrez l’obturateur. Marchez.', 'Ce que la torche touche reste.', 'Vous, vous n’y serez pas.'],
    },
    chapters: { en: ['Three lamps', 'One lens', 'No post-production'] },
  },
  {
    title: 'Workshop: Patterns from Simple Rules',
    description: 'From one line of cells to a printed scarf.',
    clip: 'weave',
    tags: workshop,
    track: 'Code',
    speaker: 'Clément Roussel',
  },
  {
    title: 'Workshop: Sound for Silent Pictures',
    description: 'Scoring a minute of water.',
    clip: 'ripples',
    tags: workshop,
    track: 'Sound',
    speaker: 'Noor Haddad',
  },
  {
    title: 'Workshop: Drawing with Noise',
    description: 'Textures that look made by hand.',
    clip: 'colony',
    tags: workshop,
    track: 'Code',
    speaker: 'Yuki Ferrand',
  },
  {
    title: 'Workshop: The Two-Page Treatment',
    description: 'Pitching a film before you can describe it.',
    clip: 'paper',
    tags: workshop,
    track: 'Writing',
    speaker: 'Hanna Vogel',
  },
  {
    title: 'Behind the Scenes: Building the Stage',
    description: 'Four days in forty minutes.',
    clip: 'dunes',
    tags: backstage,
    track: 'Production',
  },
  {
    title: 'Behind the Scenes: The Projection Booth',
    description: 'Two projectors, one wall, many cables.',
    clip: 'aurora',
    tags: backstage,
    track: 'Production',
  },
  {
    title: 'Behind the Scenes: Interview Room',
    description: 'Between the talks, with tea.',
    clip: 'lights',
    tags: backstage,
    track: 'Production',
  },
  {
    title: 'Evening Screening: Short Forms',
    description: 'Seven films under seven minutes.',
    clip: 'fractal',
    tags: ['summit-2026', 'screening', 'members'],
    track: 'Film',
  },
  {
    title: 'Closing: What We Leave Unfinished',
    description: 'The last talk, and a promise for next year.',
    clip: 'ripples',
    tags: talk,
    track: 'Main stage',
    speaker: 'Inès Marchetti',
  },
  {
    title: 'Spring Summit 2026: Trailer',
    description: 'Three days in Lyon, in one minute.',
    clip: 'aurora',
    tags: ['summit-2026', 'trailer'],
    track: 'Main stage',
    public: true,
  },
  {
    title: 'Spring Summit 2025: Highlights',
    year: '2025',
    description: 'Last year’s summit at a glance.',
    clip: 'paper',
    tags: ['summit-2025', 'trailer'],
    track: 'Main stage',
    public: true,
  },
  {
    title: 'Lab Notes 01: Slow Zoom',
    description: 'A camera move that takes a minute to notice.',
    clip: 'fractal',
    tags: lab,
    track: 'Lab',
  },
  {
    title: 'Lab Notes 02: Colony',
    description: 'Cells, rules and a palette.',
    clip: 'colony',
    tags: lab,
    track: 'Lab',
  },
  {
    title: 'Lab Notes 03: Sand',
    description: 'Rendering wind without rendering sand.',
    clip: 'dunes',
    tags: ['lab-notes', 'open'],
    track: 'Lab',
    public: true,
  },
  {
    title: 'Studio Tour: Loom Room',
    description: 'The workshop on the hill, filmed in one take.',
    chapters: { en: ['The stairs', 'The looms', 'The window over the city'] },
    clip: 'weave',
    tags: ['studio', 'open'],
    track: 'Studio',
    public: true,
  },
];
