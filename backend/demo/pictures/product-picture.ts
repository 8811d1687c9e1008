import { homeShapes } from "./home-shapes.ts";
import { tableShapes } from "./table-shapes.ts";

const shapes = { ...tableShapes, ...homeShapes };
export type Shape = keyof typeof shapes;

/** `share` of white (positive) or of black (negative) mixed into a #rrggbb colour. */
function mix(colour: string, share: number): string {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const towards = share > 0 ? 255 : 0;
  const mixed = channels.map((channel) => Math.round(channel + (towards - channel) * Math.abs(share)));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** A product's picture as SVG: a still life with one light from the left. No picture file needs to be shipped. */
export function productPicture(shape: Shape, colour: string, ground: string): string {
  const thing = shapes[shape]({ colour, dark: mix(colour, -0.28), light: mix(colour, 0.45) });
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="800" height="800">',
    `<defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${mix(ground, 0.35)}"/>`,
    `<stop offset="1" stop-color="${ground}"/></linearGradient></defs>`,
    '<rect width="400" height="400" fill="url(#g)"/>',
    `<rect y="292" width="400" height="108" fill="${mix(ground, -0.06)}"/>`,
    `<ellipse cx="212" cy="318" rx="128" ry="15" fill="${mix(ground, -0.22)}" opacity=".55"/>`,
    thing,
    "</svg>",
  ].join("");
}
