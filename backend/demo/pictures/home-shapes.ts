import type { Draw } from "./draw.ts";

const lamp: Draw = ({ colour, dark, light }) => `
  <path d="M150 196l-54 118h212l-54-118z" fill="#fff2cf" opacity=".55"/>
  <path d="M164 92h76l44 104H120z" fill="${light}"/><path d="M214 92h26l44 104h-52z" fill="${dark}" opacity=".25"/>
  <ellipse cx="202" cy="196" rx="82" ry="14" fill="#fff6dc"/><rect x="195" y="204" width="14" height="92" fill="${dark}"/>
  <ellipse cx="202" cy="304" rx="56" ry="16" fill="${dark}"/><ellipse cx="202" cy="296" rx="56" ry="16" fill="${colour}"/>`;

const candle: Draw = ({ colour, dark, light }) => `
  <rect x="136" y="182" width="132" height="136" rx="18" fill="${colour}"/><path d="M226 182h42v118c0 10-8 18-18 18h-24z" fill="${dark}" opacity=".3"/>
  <ellipse cx="202" cy="184" rx="66" ry="16" fill="${light}"/><rect x="199" y="152" width="6" height="30" fill="#4d453c"/>
  <path d="M202 96c20 24 24 38 18 50-6 11-30 11-36 0-6-12-2-26 18-50z" fill="#f2b544"/><path d="M202 120c9 12 10 18 7 24-3 5-11 5-14 0-3-6-2-12 7-24z" fill="#fff3cf"/>
  <rect x="158" y="228" width="88" height="56" rx="4" fill="#fffaf1"/><path d="M172 248h60m-60 14h38" stroke="${dark}" stroke-width="5" stroke-linecap="round"/>`;

const cloth: Draw = ({ colour, dark, light }) => `
  <rect x="92" y="252" width="222" height="66" rx="14" fill="${dark}"/><rect x="92" y="206" width="222" height="62" rx="14" fill="${colour}"/>
  <rect x="92" y="160" width="222" height="62" rx="14" fill="${light}"/>
  <path d="M104 206h198M104 252h198" stroke="${dark}" stroke-width="4" stroke-dasharray="3 9" stroke-linecap="round"/>
  <path d="M108 176h190m-190 16h190" stroke="${colour}" stroke-width="3" opacity=".6"/>
  <path d="M196 150h20v176h-20z" fill="#a97c4b" opacity=".75"/><path d="M190 154c-20-20-36-10-28 2s22 6 32 2c10 4 26 10 34-2s-10-22-30-2z" fill="#a97c4b"/>`;

const blanket: Draw = ({ colour, dark, light }) => `
  <path d="M86 176c0-20 16-34 38-34h160c22 0 38 14 38 34v118c0 16-10 24-24 24H110c-14 0-24-8-24-24z" fill="${colour}"/>
  <path d="M86 224h236v70c0 16-10 24-24 24H110c-14 0-24-8-24-24z" fill="${dark}" opacity=".28"/>
  <path d="M86 196h236M86 252h236" stroke="${light}" stroke-width="10" opacity=".75"/><path d="M86 180h236M86 268h236" stroke="${dark}" stroke-width="5" opacity=".5"/>
  <path d="${Array.from({ length: 15 }, (_, index) => `M${98 + index * 15} 318v18`).join("")}" stroke="${dark}" stroke-width="5" stroke-linecap="round"/>`;

const towel: Draw = ({ colour, dark, light }) => `
  <rect x="70" y="104" width="264" height="12" rx="6" fill="#b98a56"/>
  <path d="M124 108h156v192c0 8-6 14-14 14H138c-8 0-14-6-14-14z" fill="${colour}"/><path d="M214 108h66v192c0 8-6 14-14 14h-52z" fill="${dark}" opacity=".16"/>
  <path d="${[140, 164, 188, 212].map((y) => `M136 ${y}h132`).join("")}${[148, 174, 200, 226, 252].map((x) => `M${x} 128v98`).join("")}" stroke="${dark}" stroke-width="3" opacity=".35"/>
  <path d="M124 246h156M124 260h156" stroke="${dark}" stroke-width="6" opacity=".5"/><path d="M136 120v170" stroke="${light}" stroke-width="6" opacity=".7"/>`;

const stool: Draw = ({ colour, dark, light }) => `
  <path d="M128 176l130 146M272 176L142 322" stroke="${dark}" stroke-width="16" stroke-linecap="round"/>
  <path d="M142 176l-18 146m152-146 18 146" stroke="${colour}" stroke-width="16" stroke-linecap="round"/>
  <path d="M146 268h110" stroke="${dark}" stroke-width="10" stroke-linecap="round"/>
  <path d="M96 148h212c10 0 16 7 14 16l-4 16H86l-4-16c-2-9 4-16 14-16z" fill="${colour}"/><path d="M84 172h236l-2 10H86z" fill="${dark}"/>
  <path d="M110 158h150" stroke="${light}" stroke-width="6" stroke-linecap="round"/>`;

const card: Draw = ({ colour, dark, light }) => `
  <g transform="rotate(-6 200 220)"><rect x="84" y="148" width="236" height="152" rx="16" fill="${dark}" opacity=".35"/>
  <rect x="80" y="140" width="236" height="152" rx="16" fill="${colour}"/><path d="M80 196h236v22H80z" fill="${dark}" opacity=".4"/>
  <path d="M258 140v152" stroke="${light}" stroke-width="14"/><path d="M258 200c-34-40-62-18-46 2 10 12 32 6 46-2zm0 0c34-40 62-18 46 2-10 12-32 6-46-2z" fill="${light}"/>
  <path d="M104 256h72m-72 16h44" stroke="#fff" stroke-width="7" stroke-linecap="round" opacity=".8"/></g>`;

export const homeShapes = { lamp, candle, cloth, blanket, towel, stool, card };
