import type { Draw } from "./draw.ts";

const kettle: Draw = ({ colour, dark, light }) => `
  <path d="M132 214c0-62 34-92 74-92s74 30 74 92v64c0 22-14 38-36 38h-76c-22 0-36-16-36-38z" fill="${colour}" opacity=".8"/>
  <path d="M138 232h136v46c0 18-12 32-30 32h-76c-18 0-30-14-30-32z" fill="${dark}" opacity=".35"/>
  <path d="M278 208c20-4 34-20 40-44l18 6c-6 40-26 64-58 74z" fill="${colour}"/>
  <path d="M138 172c-42 0-64 30-64 66s20 58 56 60" fill="none" stroke="#b98a56" stroke-width="16" stroke-linecap="round"/>
  <rect x="176" y="110" width="60" height="14" rx="7" fill="#a97c4b"/><circle cx="206" cy="98" r="13" fill="#b98a56"/>
  <path d="M156 208c2-34 16-54 34-62" fill="none" stroke="${light}" stroke-width="9" stroke-linecap="round"/>`;

const filter: Draw = ({ colour, dark, light }) =>
  [92, 172, 252]
    .map(
      (x, index) => `
  <rect x="${x}" y="${150 - index * 8}" width="62" height="${166 + index * 8}" rx="14" fill="${index === 1 ? colour : light}"/>
  <rect x="${x}" y="${182 - index * 8}" width="62" height="46" fill="${dark}" opacity=".5"/>
  <rect x="${x + 15}" y="${132 - index * 8}" width="32" height="24" rx="6" fill="${dark}"/>
  <rect x="${x + 9}" y="${164 - index * 8}" width="7" height="${136 + index * 8}" rx="3" fill="#fff" opacity=".55"/>`,
    )
    .join("");

const teapot: Draw = ({ colour, dark, light }) => `
  <ellipse cx="206" cy="238" rx="92" ry="78" fill="${colour}"/>
  <path d="M120 264c8 32 44 52 86 52s78-20 86-52c-20 24-52 34-86 34s-66-10-86-34z" fill="${dark}"/>
  <path d="M128 214c-24-6-40-24-46-50l18-4c6 20 20 32 42 36z" fill="${colour}"/>
  <path d="M256 252l76 26c10 4 14 14 10 24s-14 14-24 10l-78-30z" fill="${dark}"/>
  <ellipse cx="206" cy="166" rx="48" ry="13" fill="${dark}"/><ellipse cx="206" cy="160" rx="46" ry="12" fill="${colour}"/>
  <circle cx="206" cy="144" r="12" fill="${dark}"/>
  <path d="M140 224c4-22 16-36 32-44" fill="none" stroke="${light}" stroke-width="8" stroke-linecap="round" opacity=".8"/>`;

const cup = (x: number, y: number, size: number, paint: Parameters<Draw>[0]) => `
  <path d="M${x} ${y}h${size}l${-size * 0.12} ${size * 0.86}c-2 ${size * 0.1}-10 ${size * 0.16}-20 ${size * 0.16}h${-size * 0.36 + 20}c-10 0-18-${size * 0.06}-20-${size * 0.16}z" fill="${paint.colour}"/>
  <path d="M${x + size * 0.62} ${y}h${size * 0.38}l${-size * 0.12} ${size * 0.86}c-2 ${size * 0.1}-10 ${size * 0.16}-20 ${size * 0.16}h${-size * 0.1}z" fill="${paint.dark}" opacity=".22"/>
  <ellipse cx="${x + size / 2}" cy="${y}" rx="${size / 2}" ry="${size * 0.12}" fill="${paint.light}"/>
  <ellipse cx="${x + size / 2}" cy="${y + 3}" rx="${size / 2 - 7}" ry="${size * 0.12 - 4}" fill="#7d5a33" opacity=".55"/>`;

const cups: Draw = (paint) => cup(212, 178, 104, paint) + cup(92, 194, 116, paint);

const bowl: Draw = ({ colour, dark, light }) => `
  <path d="M92 200h222c0 66-40 104-82 112v8h-58v-8c-42-8-82-46-82-112z" fill="${colour}"/>
  <path d="M240 200h74c0 66-40 104-82 112v8h-20c32-24 34-70 28-120z" fill="${dark}" opacity=".3"/>
  <ellipse cx="203" cy="200" rx="111" ry="26" fill="${light}"/><ellipse cx="203" cy="203" rx="98" ry="20" fill="${dark}" opacity=".35"/>
  <path d="M122 202c20-40 48-56 82-56s62 18 80 56c-50 14-112 14-162 0z" fill="#fffdf7"/>
  <path d="M150 186l8-6m22-14 9-3m26 6 9 4m20 16 6 6m-64-4 8-3m-42 6 7 3" stroke="#e4dcc8" stroke-width="4" stroke-linecap="round"/>`;

const pot: Draw = ({ colour, dark, light }) => `
  <path d="M96 204h216v72c0 24-16 42-42 42H138c-26 0-42-18-42-42z" fill="${colour}"/>
  <path d="M96 254h216v22c0 24-16 42-42 42H138c-26 0-42-18-42-42z" fill="${dark}" opacity=".35"/>
  <path d="M70 214h30v34H82c-10 0-16-8-16-18zm268 0h-30v34h18c10 0 16-8 16-18z" fill="${dark}"/>
  <path d="M90 204c6-34 56-50 114-50s108 16 114 50z" fill="${colour}"/><rect x="84" y="198" width="240" height="14" rx="7" fill="${dark}"/>
  <circle cx="204" cy="142" r="15" fill="#b98a56"/><rect x="196" y="150" width="16" height="10" fill="${dark}"/>
  <path d="M122 188c12-12 28-18 48-20" fill="none" stroke="${light}" stroke-width="8" stroke-linecap="round"/>`;

const board: Draw = ({ colour, dark, light }) => `
  <g transform="rotate(-7 200 220)"><rect x="112" y="120" width="176" height="196" rx="22" fill="${dark}"/>
  <rect x="108" y="116" width="176" height="194" rx="22" fill="${colour}"/>
  <path d="M180 116c0-34 4-52 18-52s18 18 18 52z" fill="${colour}"/><circle cx="198" cy="84" r="7" fill="${dark}"/>
  <path d="M134 138c10 50-6 98 4 152m34-154c8 62-8 98 2 156m40-154c-8 60 10 96 0 154m36-150c10 52-8 98 2 146" fill="none" stroke="${light}" stroke-width="4" opacity=".7"/></g>`;

const jar: Draw = ({ colour, dark, light }) => `
  <rect x="122" y="148" width="160" height="172" rx="26" fill="${colour}" opacity=".72"/>
  <path d="M130 214h144v80c0 12-8 20-20 20H150c-12 0-20-8-20-20z" fill="#6f7f4f" opacity=".75"/>
  <path d="M146 226l14 8m18-10 16 8m24-8 14 10m-78 20 12 6m26-8 16 8m22-6 14 6m-92 24 16 6m20-8 14 8m26-10 12 8" stroke="#49572f" stroke-width="5" stroke-linecap="round"/>
  <rect x="116" y="120" width="172" height="36" rx="10" fill="#d3b083"/><rect x="116" y="144" width="172" height="12" rx="6" fill="${dark}" opacity=".5"/>
  <rect x="140" y="168" width="12" height="128" rx="6" fill="${light}" opacity=".8"/>`;

export const tableShapes = { kettle, filter, teapot, cups, bowl, pot, board, jar };
