import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

interface Options {
  /** The first and the last entry that are there. */
  first: number;
  last: number;
  /** Asks for what is above; null when there is nothing. */
  onTop: (() => void) | null;
}

const nearPx = 64;
const topPx = 160;

/** Keeps a timeline at its end while one reads there; keeps one's place when something is put above or below. */
export function useFollow({ first, last, onTop }: Options) {
  const ref = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const [hasNew, setNew] = useState(false);
  const before = useRef({ first: 0, last: 0, height: 0, top: 0, isAtEnd: true });

  const toEnd = useCallback(() => {
    const box = ref.current;
    if (box === null) return;
    box.scrollTop = box.scrollHeight;
    before.current.isAtEnd = true;
    setAtEnd(true);
    setNew(false);
  }, []);

  useLayoutEffect(() => {
    const box = ref.current;
    const was = before.current;
    if (box === null || last === 0) return;
    if (was.last === 0 || (last > was.last && was.isAtEnd)) toEnd();
    else if (first < was.first) box.scrollTop = was.top + (box.scrollHeight - was.height);
    else if (last > was.last) setNew(true);
    before.current = { ...before.current, first, last, height: box.scrollHeight, top: box.scrollTop };
  }, [first, last, toEnd]);

  // Photos that load and fields that grow change the height without any entry.
  useEffect(() => {
    const box = ref.current;
    if (box === null || last === 0) return;
    // A region that scrolls must be reachable by keyboard.
    box.tabIndex = 0;
    const observer = new ResizeObserver(() => {
      if (before.current.isAtEnd) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    for (const child of box.children) observer.observe(child);
    return () => observer.disconnect();
  }, [last]);

  const onScroll = useCallback(() => {
    const box = ref.current;
    if (box === null) return;
    const isNow = box.scrollHeight - box.scrollTop - box.clientHeight < nearPx;
    before.current = { ...before.current, height: box.scrollHeight, top: box.scrollTop, isAtEnd: isNow };
    setAtEnd(isNow);
    if (isNow) setNew(false);
    if (box.scrollTop < topPx) onTop?.();
  }, [onTop]);

  return { ref, isAtEnd, hasNew, onScroll, toEnd };
}
