// Draws the sandbox's clips with ffmpeg's own sources: npm run media -- [clip …]
//
// Every clip becomes three files in media/:
//   {clip}.mp4       1280x720, fragmented at each keyframe, so that one file serves mp4 and the 720p HLS rendition
//   {clip}-360p.mp4  640x360, the second HLS rendition
//   {clip}.jpg       1280x720 thumbnail
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const target = fileURLToPath(new URL('../media/', import.meta.url));
const SECONDS = 6;
const RATE = 24;

/** One colour channel: `from` at the top, `to` at the bottom. */
const vertical = (from, to) => `(${from}+(${to}-${from})*Y/H)`;

/** A hill's upper edge, as a share of the height. */
const ridge = (height, swing, pitch, speed) =>
  `(${height}+${swing}*sin(X/W*${pitch}+T*${speed})+${swing / 3}*sin(X/W*${pitch * 2.7}-T*${speed * 0.6}))`;

/** Hills in front of a sky with a low sun; `sky`, `sun` and `hills` are one channel's values. */
function dunes(sky, sun, hills) {
  const glow = `exp(-((X/W-0.68)^2*3.2+(Y/H-0.40)^2)*14)`;
  const disc = `lt((X/W-0.68)^2*3.16+(Y/H-0.40)^2,0.011)`;
  const edges = [ridge(0.86, 0.04, 3.1, -0.5), ridge(0.72, 0.05, 4.4, 0.4), ridge(0.58, 0.045, 6.2, -0.3)];
  const behind = `if(${disc},${sun},${vertical(...sky)}+(${sun}-${vertical(...sky)})*0.55*${glow})`;
  return edges.reduceRight(
    (scene, edge, index) => `if(gt(Y/H,${edge}),${hills[index]}+38*(1-Y/H),${scene})`,
    behind,
  );
}

/** A band of northern light, 0 to 1: sharp below, fading upwards, streaked. */
const curtain = (height, pitch, speed) => {
  const below = `(Y/H-${height}-0.1*sin(X/W*${pitch}+T*${speed})-0.05*sin(X/W*${pitch * 2.3}-T*${speed * 1.4}))`;
  return `(exp(-if(gt(${below},0),${below}*16,-${below}*3.4))*(0.72+0.28*sin(X/W*${pitch * 13}+T*${speed * 2}+3*sin(X/W*9))))`;
};

/** Two ripples meeting, -1 to 1. */
const ripples =
  '(0.5*sin(hypot(X-W*0.28-40*sin(T),Y-H*0.42)/17-T*3)+0.5*sin(hypot(X-W*0.74,Y-H*0.62-30*cos(T))/21-T*2.4))';

/** Soft round lights drifting over a dark ground; one channel's strengths. */
function lights(base, strengths) {
  const places = [
    [0.18, 0.35, 0.1, 0.3],
    [0.36, 0.68, 0.075, -0.4],
    [0.52, 0.28, 0.13, 0.25],
    [0.66, 0.62, 0.09, -0.35],
    [0.83, 0.38, 0.115, 0.2],
    [0.92, 0.78, 0.07, 0.45],
    [0.08, 0.82, 0.085, -0.25],
  ];
  const discs = places.map(([x, y, radius, speed], index) => {
    const distance = `hypot((X/W-${x}-0.03*sin(T*${speed}*2))*1.78,Y/H-${y}-0.04*cos(T*${speed}*3))`;
    return `${strengths[index % strengths.length]}/(1+exp((${distance}-${radius})*160))`;
  });
  return `min(255,${base}+40*Y/H+${discs.join('+')})`;
}

/** One expression a channel, kept within a byte: ffmpeg would wrap it around. */
const rgb = (r, g, b) => `geq=r='clip(${r},0,255)':g='clip(${g},0,255)':b='clip(${b},0,255)'`;
const canvas = (width, height) => `color=black:s=${width}x${height}:r=${RATE}:d=${SECONDS},format=gbrp`;
/** Maps brightness 0-1 to a line between two colours. */
const duotone = (dark, light, bend = 1) =>
  `lutrgb=r='${dark[0]}+(${light[0]}-${dark[0]})*pow(val/255,${bend})':g='${dark[1]}+(${light[1]}-${dark[1]})*pow(val/255,${bend})':b='${dark[2]}+(${light[2]}-${dark[2]})*pow(val/255,${bend})'`;

/** `draw`: an ffmpeg source with filters; `chord`: its sound in Hz; `still`: second of the thumbnail; `crf`: quality. */
const clips = {
  dunes: {
    draw: `${canvas(1280, 720)},${rgb(dunes([64, 252], 255, [58, 128, 196]), dunes([58, 160], 226, [30, 54, 92]), dunes([118, 120], 178, [62, 78, 92]))},gblur=sigma=0.8`,
    chord: [146.8, 220, 293.7],
    still: 2,
    crf: 27,
  },
  aurora: {
    draw: `${canvas(640, 360)},${rgb(`8+14*Y/H+${curtain(0.52, 2.6, 0.5)}*40+${curtain(0.34, 3.7, -0.4)}*120`, `14+34*Y/H+${curtain(0.52, 2.6, 0.5)}*205+${curtain(0.34, 3.7, -0.4)}*40`, `38+50*Y/H+${curtain(0.52, 2.6, 0.5)}*95+${curtain(0.34, 3.7, -0.4)}*140`)},scale=1280:720:flags=bicubic`,
    chord: [110, 164.8, 246.9],
    still: 3,
    crf: 28,
  },
  fractal: {
    draw: `mandelbrot=s=1280x720:r=${RATE}:start_scale=0.008:end_scale=0.0045:end_pts=240:start_x=-0.7463:start_y=0.1102:maxiter=500:inner=black:outer=normalized_iteration_count,trim=duration=${SECONDS},format=gray,format=gbrp,lutrgb=r='18+min(237,250*pow(val/255,1.1))':g='12+min(200,215*pow(val/255,2.2))':b='64+min(100,90*sin(PI*min(1,val/255)))',gblur=sigma=1.8`,
    chord: [130.8, 196, 311.1],
    still: 1,
    crf: 40,
  },
  colony: {
    draw: `life=s=64x36:r=2:mold=24:ratio=0.2:seed=11:death_color=0x1f6f78:life_color=0xfff1d6:mold_color=0x0d2b3e,trim=duration=${SECONDS},fps=${RATE},scale=1280:720:flags=neighbor,gblur=sigma=2.2`,
    chord: [174.6, 261.6, 349.2],
    still: 3,
    crf: 38,
  },
  weave: {
    draw: `cellauto=s=64x36:r=4:rule=150:scroll=1:start_full=1:seed=5:ratio=0.18,trim=duration=${SECONDS},fps=${RATE},format=gray,format=gbrp,${duotone([122, 32, 48], [246, 221, 199])},scale=1280:720:flags=neighbor,gblur=sigma=1.2`,
    chord: [98, 146.8, 233.1],
    still: 3,
    crf: 38,
  },
  ripples: {
    draw: `${canvas(1280, 720)},${rgb(`246-150*(0.5+0.5*${ripples})*Y/H-40*X/W`, `112+96*${ripples}*(1-0.5*X/W)`, `140+66*X/W+36*${ripples}`)},gblur=sigma=1`,
    chord: [164.8, 246.9, 329.6],
    still: 2,
    crf: 34,
  },
  lights: {
    draw: `${canvas(640, 360)},${rgb(lights(18, [210, 60, 235, 120]), lights(14, [120, 80, 60, 150]), lights(38, [40, 190, 90, 60]))},scale=1280:720:flags=bicubic`,
    chord: [123.5, 185, 277.2],
    still: 3,
    crf: 26,
  },
  paper: {
    draw: `${canvas(1280, 720)},${rgb(`238-70*mod(floor((X+Y*0.58+26*sin(Y/88+T))/118),2)+14*sin(X/W*3)`, `226-26*mod(floor((X+Y*0.58+26*sin(Y/88+T))/118),2)-30*Y/H`, `206+22*mod(floor((X+Y*0.58+26*sin(Y/88+T))/118),2)-60*Y/H`)},gblur=sigma=0.9`,
    chord: [138.6, 207.7, 277.2],
    still: 1,
    crf: 32,
  },
};

const ffmpeg = (...args) => execFileSync('ffmpeg', ['-v', 'error', '-y', ...args], { stdio: 'inherit' });

/** A chord that swells and fades over the clip. */
function sound(chord) {
  const voices = chord.map(
    (hertz, index) =>
      `${0.16 / (index + 1)}*sin(2*PI*${hertz}*t)*(0.7+0.3*sin(2*PI*t*${0.3 + index * 0.17}))`,
  );
  return `aevalsrc=exprs='(${voices.join('+')})*min(1,min(t,${SECONDS}-t))':s=44100:d=${SECONDS}`;
}

/** Keyframe and fragment every two seconds: what HLS needs. */
const encoder = (crf, audioRate) => [
  '-t',
  `${SECONDS}`,
  '-c:v',
  'libx264',
  '-profile:v',
  'main',
  '-pix_fmt',
  'yuv420p',
  '-preset',
  'veryslow',
  '-crf',
  `${crf}`,
  '-r',
  `${RATE}`,
  '-g',
  `${RATE * 2}`,
  '-keyint_min',
  `${RATE * 2}`,
  '-sc_threshold',
  '0',
  '-c:a',
  'aac',
  '-b:a',
  audioRate,
  '-ac',
  '1',
  '-map_metadata',
  '-1',
  '-fflags',
  '+bitexact',
  '-flags:v',
  '+bitexact',
  '-flags:a',
  '+bitexact',
  '-movflags',
  '+frag_keyframe+empty_moov+default_base_moof+global_sidx',
];

function make(name, { draw, chord, still, crf }, scratch) {
  const master = join(scratch, `${name}.mkv`);
  ffmpeg(
    '-f',
    'lavfi',
    '-i',
    draw,
    '-t',
    `${SECONDS}`,
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-qp',
    '0',
    master,
  );
  const inputs = ['-i', master, '-f', 'lavfi', '-i', sound(chord)];
  ffmpeg(...inputs, ...encoder(crf, '40k'), join(target, `${name}.mp4`));
  ffmpeg(...inputs, '-vf', 'scale=640:360', ...encoder(crf + 3, '24k'), join(target, `${name}-360p.mp4`));
  ffmpeg(
    '-ss',
    `${still}`,
    '-i',
    master,
    '-frames:v',
    '1',
    '-pix_fmt',
    'yuvj420p',
    '-q:v',
    '10',
    '-flags',
    '+bitexact',
    join(target, `${name}.jpg`),
  );
  const sizes = [`${name}.mp4`, `${name}-360p.mp4`, `${name}.jpg`].map(
    (file) => `${file} ${Math.ceil(statSync(join(target, file)).size / 1024)} KiB`,
  );
  console.log(sizes.join('  '));
}

const wanted = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'vitrine-media-'));
mkdirSync(target, { recursive: true });
try {
  for (const [name, clip] of Object.entries(clips)) {
    if (wanted.length === 0 || wanted.includes(name)) make(name, clip, scratch);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
