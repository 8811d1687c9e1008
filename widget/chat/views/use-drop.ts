import { useEffect, useState } from "preact/hooks";

/** Files that are dropped on an element, and whether some are being held over it. */
export function useDrop(target: { current: HTMLElement | null }) {
  const [isOver, setOver] = useState(false);
  const [dropped, setDropped] = useState<FileList | null>(null);
  useEffect(() => {
    const { current } = target;
    if (current === null) return;
    const over = (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!current.contains(event.relatedTarget as Node | null)) setOver(false);
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      setDropped(event.dataTransfer?.files ?? null);
    };
    current.addEventListener("dragover", over);
    current.addEventListener("dragleave", leave);
    current.addEventListener("drop", drop);
    return () => {
      current.removeEventListener("dragover", over);
      current.removeEventListener("dragleave", leave);
      current.removeEventListener("drop", drop);
    };
  }, [target]);
  return { isOver, dropped };
}
