/** Markup that is safe to send; texts become it only by escaping. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Piece = string | number | Html | null | false | readonly Piece[];

const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function markup(piece: Piece): string {
  if (piece === null || piece === false) return "";
  if (piece instanceof Html) return piece.text;
  if (typeof piece === "string" || typeof piece === "number") {
    return String(piece).replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
  }
  return piece.map(markup).join("");
}

/** A template whose values are escaped, also within quoted attributes. */
export function html(parts: TemplateStringsArray, ...pieces: Piece[]): Html {
  return new Html(parts.map((part, index) => part + markup(pieces[index] ?? null)).join(""));
}
