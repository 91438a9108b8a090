import { seededRandom } from '../../bulk/seeded-random.ts';
import { label } from './strokes.ts';

/** Of a recorder's paper: 25 mm a second, 10 mm a millivolt. */
const pixelsPerMm = 5;
const paper = { width: 280, height: 158 };

/** Waves of one beat: seconds after the R wave, half width in seconds, millivolts in lead II. */
const waves = {
  P: { at: -0.17, wide: 0.024, high: 0.13 },
  Q: { at: -0.028, wide: 0.008, high: -0.08 },
  R: { at: 0, wide: 0.011, high: 1 },
  S: { at: 0.028, wide: 0.009, high: -0.22 },
  r: { at: 0.062, wide: 0.014, high: 0 },
  T: { at: 0.29, wide: 0.055, high: 0.27 },
} as const;
type Wave = keyof typeof waves;

/** How high each wave stands in each lead, as a multiple of what it is in II; `r` is the second R wave, in millivolts. */
const leads: Record<string, Partial<Record<Wave, number>>> = {
  I: { P: 0.7, Q: 0.8, R: 0.7, S: 0.4, T: 0.8 },
  II: { P: 1, Q: 0.6, R: 1, S: 0.5, T: 1 },
  III: { P: 0.4, Q: 0.5, R: 0.45, S: 0.6, T: 0.4 },
  aVR: { P: -0.8, Q: 0, R: -0.8, S: -0.4, T: -0.9 },
  aVL: { P: 0.3, Q: 0.6, R: 0.35, S: 0.6, T: 0.4 },
  aVF: { P: 0.7, Q: 0.5, R: 0.7, S: 0.4, T: 0.7 },
  V1: { P: 0.4, Q: 0, R: 0.25, S: 3.6, T: -0.3 },
  V2: { P: 0.5, Q: 0, R: 0.45, S: 4.8, T: 1.1 },
  V3: { P: 0.6, Q: 0, R: 0.8, S: 3.2, T: 1.3 },
  V4: { P: 0.7, Q: 0.6, R: 1.35, S: 1.8, T: 1.2 },
  V5: { P: 0.7, Q: 1, R: 1.25, S: 0.8, T: 1 },
  V6: { P: 0.7, Q: 1, R: 0.95, S: 0.3, T: 0.8 },
};
const rows = [
  ['I', 'aVR', 'V1', 'V4'],
  ['II', 'aVL', 'V2', 'V5'],
  ['III', 'aVF', 'V3', 'V6'],
] as const;

export type Rhythm = 'sinus' | 'fibrillation' | 'incomplete right bundle branch block';

/** Twelve leads of two and a half seconds each, and lead II throughout below them. Drawn, of no patient. */
export function drawEcg(rhythm: Rhythm): string {
  const random = seededRandom(rhythm.length * 7919);
  const beats = beatsOf(rhythm, random);
  const trace = (lead: string, x: number, y: number, from: number, seconds: number) => {
    const points: string[] = [];
    for (let at = 0; at <= seconds; at += 0.004) {
      const millivolts = voltage(lead, rhythm, beats, from + at) + (random() - 0.5) * 0.012;
      points.push(`${(x + at * 25).toFixed(2)},${(y - millivolts * 10).toFixed(2)}`);
    }
    return `<polyline points="${points.join(' ')}"/>`;
  };
  const drawn = rows.flatMap((row, line) =>
    row.map((lead, column) => {
      const [x, y] = [15 + column * 62.5, 26 + line * 34];
      return { trace: trace(lead, x, y, column * 2.5, 2.46), name: label(lead, x, y - 20, 4) };
    }),
  );
  const strip = { trace: trace('II', 15, 136, 0, 9.96), name: label('II', 15, 118, 4) };
  const calibration = [26, 60, 94, 136].map((y) => `<path d="M6 ${y}h1.5v-10h4v10h1.5"/>`).join('');
  const all = [...drawn, strip];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${paper.width * pixelsPerMm}" height="${paper.height * pixelsPerMm}" viewBox="0 0 ${paper.width} ${paper.height}">
    <defs>
      <pattern id="mm" width="1" height="1" patternUnits="userSpaceOnUse"><path d="M1 0H0V1" fill="none" stroke="#f3b9b4" stroke-width="0.12"/></pattern>
      <pattern id="cm" width="5" height="5" patternUnits="userSpaceOnUse"><path d="M5 0H0V5" fill="none" stroke="#e08f88" stroke-width="0.22"/></pattern>
    </defs>
    <rect width="100%" height="100%" fill="#fff6f3"/><rect width="100%" height="100%" fill="url(#mm)"/><rect width="100%" height="100%" fill="url(#cm)"/>
    <g fill="none" stroke="#1c1c22" stroke-width="0.38" stroke-linejoin="round">${calibration}${all.map(({ trace }) => trace).join('')}</g>
    ${all.map(({ name }) => name).join('')}
  </svg>`;
}

/** When the R waves come, in seconds. */
function beatsOf(rhythm: Rhythm, random: () => number): number[] {
  const beats: number[] = [];
  for (let at = -0.35; at < 11; ) {
    beats.push(at);
    at += rhythm === 'fibrillation' ? 0.34 + random() * 0.3 : 0.86 + (random() - 0.5) * 0.03;
  }
  return beats;
}

function voltage(lead: string, rhythm: Rhythm, beats: readonly number[], time: number): number {
  const scale = leads[lead] ?? {};
  const isRightBlock = rhythm === 'incomplete right bundle branch block';
  let millivolts = 0;
  for (const beat of beats) {
    if (Math.abs(time - beat) > 0.6) continue;
    for (const [name, { at, wide, high }] of Object.entries(waves)) {
      if (name === 'P' && rhythm === 'fibrillation') continue;
      let height = high * (scale[name as Wave] ?? 0);
      if (isRightBlock && name === 'r') height = { V1: 0.55, V2: 0.3, aVR: 0.2 }[lead] ?? 0;
      if (isRightBlock && name === 'S' && (lead === 'I' || lead === 'V6')) height *= 2.6;
      millivolts += height * Math.exp(-(((time - beat - at) / wide) ** 2) / 2);
    }
  }
  if (rhythm !== 'fibrillation') return millivolts;
  const flutter = Math.sin(time * 39) + Math.sin(time * 47 + 1) + Math.sin(time * 31 + 2);
  return millivolts + flutter * (lead === 'V1' ? 0.035 : 0.018);
}
