import { seededRandom } from '../../bulk/seeded-random.ts';

const skinFilters = `
  <filter id="pores" x="0" y="0" width="100%" height="100%">
    <feTurbulence type="fractalNoise" baseFrequency="0.09" numOctaves="4" seed="3" result="noise"/>
    <feDiffuseLighting in="noise" lighting-color="#fff" surfaceScale="1.5" result="light"><feDistantLight azimuth="225" elevation="62"/></feDiffuseLighting>
  </filter>
  <filter id="spread" x="-30%" y="-30%" width="160%" height="160%">
    <feTurbulence type="fractalNoise" baseFrequency="0.035" numOctaves="3" seed="9" result="noise"/>
    <feDisplacementMap in="SourceGraphic" in2="noise" scale="26" result="ragged"/><feGaussianBlur in="ragged" stdDeviation="3.2"/>
  </filter>`;

/** A back with a rash of flat and raised spots that run together. Drawn, of no patient. */
export function drawRash(): string {
  const random = seededRandom(2026);
  const spots = Array.from({ length: 330 }, () => {
    // Denser in the middle, as on a trunk.
    const [x, y] = [600 + (random() + random() - 1) * 620, 450 + (random() + random() - 1) * 470];
    const size = 5 + random() * random() * 26;
    const shape = `rx="${(size * (0.8 + random() * 0.5)).toFixed(1)}" ry="${size.toFixed(1)}"`;
    return `<ellipse cx="${x.toFixed(0)}" cy="${y.toFixed(0)}" ${shape} fill="#c2382f" opacity="${(0.2 + random() * 0.38).toFixed(2)}"/>`;
  }).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="560" height="420" color-interpolation-filters="sRGB" viewBox="0 0 1200 900">
    <defs>${skinFilters}
      <linearGradient id="tone" x1="0" y1="0" x2="1" y2="0.35"><stop offset="0" stop-color="#b98a70"/><stop offset="0.32" stop-color="#e6bda2"/><stop offset="0.7" stop-color="#dfb196"/><stop offset="1" stop-color="#a2755c"/></linearGradient>
      <radialGradient id="furrow"><stop offset="0" stop-color="#8d5f48" stop-opacity="0.4"/><stop offset="1" stop-color="#8d5f48" stop-opacity="0"/></radialGradient>
    </defs>
    <rect width="1200" height="900" fill="url(#tone)"/>
    <ellipse cx="610" cy="450" rx="60" ry="620" fill="url(#furrow)"/>
    <g filter="url(#spread)">${spots}</g>
    <rect width="1200" height="900" filter="url(#pores)" opacity="0.22" style="mix-blend-mode:multiply"/>
  </svg>`;
}

/** Through a dermatoscope: a mole whose network is even, or one with more colours and an edge that breaks off. Drawn. */
export function drawMole({ irregular }: { irregular: boolean }): string {
  const random = seededRandom(irregular ? 51 : 17);
  const edge = Array.from({ length: 40 }, (_, at) => {
    const angle = (at / 40) * 2 * Math.PI;
    const lobe = irregular ? Math.sin(angle * 3 + 0.6) * 46 + Math.sin(angle * 2) * 34 : 0;
    const reach = 225 + lobe + (random() - 0.5) * (irregular ? 40 : 12);
    return `${(500 + Math.cos(angle) * reach * 1.12).toFixed(0)},${(500 + Math.sin(angle) * reach).toFixed(0)}`;
  }).join(' ');
  const dots = Array.from({ length: irregular ? 46 : 12 }, () => {
    const [angle, reach] = [random() * 6.3, random() * (irregular ? 235 : 120)];
    return `<circle cx="${(500 + Math.cos(angle) * reach).toFixed(0)}" cy="${(500 + Math.sin(angle) * reach).toFixed(0)}" r="${(3 + random() * 6).toFixed(1)}" fill="#2b140c" opacity="0.7"/>`;
  }).join('');
  const veil = `<g filter="url(#soft)"><ellipse cx="590" cy="430" rx="95" ry="70" fill="#6f7f95" opacity="0.75"/><ellipse cx="395" cy="575" rx="70" ry="90" fill="#1f110c" opacity="0.7"/><ellipse cx="520" cy="610" rx="60" ry="38" fill="#c98f86" opacity="0.6"/></g>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="480" color-interpolation-filters="sRGB" viewBox="0 0 1000 1000">
    <defs>${skinFilters}
      <filter id="soft" x="-40%" y="-40%" width="180%" height="180%"><feGaussianBlur stdDeviation="22"/></filter>
      <filter id="net" x="0" y="0" width="100%" height="100%">
        <feTurbulence type="turbulence" baseFrequency="0.042" numOctaves="1" seed="${irregular ? 23 : 5}"/>
        <feColorMatrix values="0 0 0 0 0.24  0 0 0 0 0.12  0 0 0 0 0.07  -6.5 0 0 0 1.05"/><feGaussianBlur stdDeviation="1.6"/>
      </filter>
      <radialGradient id="tone"><stop offset="0" stop-color="#efc7ad"/><stop offset="0.8" stop-color="#e2b193"/><stop offset="1" stop-color="#b98566"/></radialGradient>
      <radialGradient id="brown"><stop offset="0" stop-color="#6d3d22"/><stop offset="0.6" stop-color="#8e5733"/><stop offset="1" stop-color="#b98058"/></radialGradient>
      <clipPath id="view"><circle cx="500" cy="500" r="470"/></clipPath>
      <clipPath id="mole"><polygon points="${edge}"/></clipPath>
    </defs>
    <rect width="1000" height="1000" fill="#0b0a0a"/>
    <g clip-path="url(#view)">
      <rect width="1000" height="1000" fill="url(#tone)"/>
      <g filter="url(#spread)"><polygon points="${edge}" fill="url(#brown)"/></g>
      <g clip-path="url(#mole)">${irregular ? veil : ''}<rect width="1000" height="1000" filter="url(#net)" opacity="0.8"/>${dots}</g>
      <rect width="1000" height="1000" filter="url(#pores)" opacity="0.16" style="mix-blend-mode:multiply"/>
    </g>
    <circle cx="500" cy="500" r="470" fill="none" stroke="#000" stroke-opacity="0.5" stroke-width="14"/>
    <path d="M620 915H780M620 905V925M700 909V921M780 905V925" stroke="#f5f5f5" stroke-width="4" fill="none"/>
  </svg>`;
}
