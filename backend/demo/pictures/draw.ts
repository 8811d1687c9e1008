/** Draws a thing in one colour, with `dark` for its lines and `light` where light falls; on a field of 400 by 400. */
export type Draw = (paint: { colour: string; dark: string; light: string }) => string;
