export type Piece = string | { href: string; text: string };

/** Only what says http or https; Chinese and Latin punctuation at the end belongs to the sentence. */
const link = /https?:\/\/[^\s<>"'`，。！？；：、（）《》【】“”]+/gi;
const trailing = /[.,!?;:)\]}]+$/;

/** Pure. Cuts a text into words and links; a link is a URL that the browser itself can read, or it stays text. */
export function cutLinks(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(link)) {
    let found = match[0];
    const end = trailing.exec(found)?.[0] ?? "";
    // A closing bracket stays when the address itself opened it.
    if (!(end.startsWith(")") && found.includes("("))) found = found.slice(0, found.length - end.length);
    let href: string;
    try {
      const url = new URL(found);
      if (url.hostname === "" || url.username !== "") continue;
      href = url.href;
    } catch {
      continue;
    }
    if (match.index > from) pieces.push(text.slice(from, match.index));
    pieces.push({ href, text: found });
    from = match.index + found.length;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}
