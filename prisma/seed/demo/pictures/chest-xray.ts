const ribs = Array.from({ length: 9 }, (_, at) => {
  const y = 250 + at * 72;
  const reach = 300 + Math.min(at, 4) * 26 - Math.max(0, at - 6) * 18;
  return { y, reach };
});

/** Seen from the front, the patient's right on the left. Drawn, of no patient. @param consolidated the right lower field. */
export function drawChestXray({ consolidated }: { consolidated: boolean }): string {
  const side = (sign: 1 | -1) =>
    ribs
      .map(({ y, reach }) => {
        const [inner, outer] = [600 + sign * 60, 600 + sign * (60 + reach)];
        const middle = 600 + sign * (60 + reach * 0.55);
        return `<path d="M${inner} ${y}Q${middle} ${y - 62} ${outer} ${y + 62}" stroke-width="17"/>
          <path d="M${outer} ${y + 62}Q${middle} ${y + 150} ${inner + sign * 110} ${y + 128}" stroke-width="11" opacity="0.55"/>`;
      })
      .join('');
  const spine = Array.from(
    { length: 13 },
    (_, at) => `<rect x="566" y="${150 + at * 66}" width="68" height="52" rx="9"/>`,
  ).join('');
  const infiltrate = `<g filter="url(#cloud)"><ellipse cx="385" cy="745" rx="150" ry="120" fill="#fff" opacity="0.5"/>
    <ellipse cx="330" cy="690" rx="80" ry="70" fill="#fff" opacity="0.35"/></g>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="500" height="500" color-interpolation-filters="sRGB" viewBox="0 0 1200 1200">
    <defs>
      <filter id="soft" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="16"/></filter>
      <filter id="bone" x="-10%" y="-10%" width="120%" height="120%"><feGaussianBlur stdDeviation="3.5"/></filter>
      <filter id="cloud" x="-40%" y="-40%" width="180%" height="180%">
        <feTurbulence type="fractalNoise" baseFrequency="0.022" numOctaves="3" seed="4" result="noise"/>
        <feDisplacementMap in="SourceGraphic" in2="noise" scale="90"/><feGaussianBlur stdDeviation="17"/>
      </filter>
      <filter id="vessels" x="0" y="0" width="100%" height="100%">
        <feTurbulence type="turbulence" baseFrequency="0.018 0.03" numOctaves="3" seed="11"/>
        <feColorMatrix values="0 0 0 0 1  0 0 0 0 1  0 0 0 0 1  1.1 0.5 0 0 -0.28"/>
      </filter>
      <filter id="grain" x="0" y="0" width="100%" height="100%">
        <feTurbulence type="fractalNoise" baseFrequency="0.85" numOctaves="2" seed="7"/>
        <feColorMatrix values="0 0 0 0 0.5  0 0 0 0 0.5  0 0 0 0 0.5  0.55 0 0 0 -0.17"/>
      </filter>
      <radialGradient id="body" cx="50%" cy="52%" r="62%"><stop offset="0" stop-color="#9a9a9a"/><stop offset="0.75" stop-color="#7c7c7c"/><stop offset="1" stop-color="#2a2a2a"/></radialGradient>
      <radialGradient id="lung" cx="50%" cy="45%" r="65%"><stop offset="0" stop-color="#141414"/><stop offset="0.8" stop-color="#262626"/><stop offset="1" stop-color="#4c4c4c"/></radialGradient>
      <clipPath id="lungs">
        <path id="right" d="M520 190C420 170 300 290 250 480C205 660 200 800 205 905C300 800 430 790 530 850C545 640 550 360 520 190Z"/>
        <path id="left" d="M680 190C780 170 900 290 950 480C995 660 1000 800 995 925C920 850 850 830 790 850C760 690 660 600 655 420C652 320 660 240 680 190Z"/>
      </clipPath>
    </defs>
    <rect width="1200" height="1200" fill="#050505"/>
    <g filter="url(#soft)"><path d="M480 0H720V110C800 150 1010 150 1110 260L1130 1200H70L90 260C190 150 400 150 480 110Z" fill="url(#body)"/></g>
    <g filter="url(#bone)"><use href="#right" fill="url(#lung)"/><use href="#left" fill="url(#lung)"/></g>
    <g clip-path="url(#lungs)"><rect width="1200" height="1200" filter="url(#vessels)" opacity="0.2"/></g>
    <g filter="url(#soft)"><path d="M560 330C540 470 500 560 500 690C500 800 560 870 690 875C800 880 850 840 845 770C830 640 700 560 660 440C655 380 660 330 650 300Z" fill="#c9c9c9" opacity="0.92"/>
      <ellipse cx="585" cy="1000" rx="420" ry="150" fill="#b4b4b4" opacity="0.75"/></g>
    <g filter="url(#bone)" fill="#dedede" opacity="0.5">${spine}</g>
    <g filter="url(#bone)" fill="none" stroke="#e6e6e6" stroke-linecap="round" opacity="0.34">${side(1)}${side(-1)}</g>
    <g filter="url(#bone)" fill="none" stroke="#efefef" stroke-linecap="round" stroke-width="26" opacity="0.5"><path d="M560 208Q420 120 190 200"/><path d="M640 208Q780 120 1010 200"/></g>
    <path d="M592 60V300Q592 350 570 390M608 60V300Q608 350 634 385" fill="none" stroke="#2b2b2b" stroke-width="10" opacity="0.5" filter="url(#bone)"/>
    ${consolidated ? infiltrate : ''}
    <rect width="1200" height="1200" filter="url(#grain)" opacity="0.35"/>
  </svg>`;
}
