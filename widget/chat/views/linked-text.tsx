/** @jsxImportSource preact */
import { cutLinks } from "../linked-text.ts";

export function LinkedText({ text }: { text: string }) {
  return (
    <>
      {cutLinks(text).map((piece) =>
        typeof piece === "string" ? (
          piece
        ) : (
          <a key={piece.href} href={piece.href} target="_blank" rel="noopener noreferrer nofollow ugc">
            {piece.text}
          </a>
        ),
      )}
    </>
  );
}
