import { useElementSize } from "@mantine/hooks";
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from "react";
import type { FrontierPoint, FrontierResult } from "../../../backend/contract/insight.ts";
import { useLanguage } from "../../text/language.tsx";
import { minorDigits } from "../../text/money-text.ts";
import { keyedPoint, linePath, nearestIndex, pointAt } from "./curve.ts";
import classes from "./frontier.module.css";
import { linearScale, roundTicks } from "./scale.ts";

const height = 300;
const edge = { left: 52, right: 18, top: 30, bottom: 46 };
const bottom = height - edge.bottom;

interface Props {
  result: FrontierResult;
  /** The draft's limit now; null where it has none. */
  limitMinor: number | null;
  /** Null: only read. */
  onMove: ((limitMinor: number) => void) | null;
}

/** Share of cases granted at once over the money given, one point for each value of the limit. */
export function CurveChart({ result, limitMinor, onMove }: Props) {
  const { t, money, language } = useLanguage();
  const { points, today, knee, limit } = result;
  const picture = useRef<SVGSVGElement>(null);
  const { ref: frame, width: measured } = useElementSize();
  const width = Math.max(280, measured);
  const right = width - edge.right;
  const [hovered, setHovered] = useState<FrontierPoint | null>(null);
  const [isDragging, setDragging] = useState(false);

  const { x, y, places, xTicks, yTicks } = useMemo(() => {
    const given = points.map(({ givenMinor }) => givenMinor);
    const shares = points.map(({ share }) => share);
    const lowest = Math.max(0, Math.floor(Math.min(1, ...shares) * 20 - 1) / 20);
    const highest = Math.min(1, Math.ceil(Math.max(0, ...shares) * 20 + 0.5) / 20);
    const x = linearScale([Math.min(...given), Math.max(...given)], [edge.left, right]);
    const y = linearScale([lowest, highest], [bottom, edge.top]);
    return {
      x,
      y,
      places: points.map(({ givenMinor, share }) => ({ x: x(givenMinor), y: y(share) })),
      xTicks: roundTicks(x.domain[0], x.domain[1], 4),
      yTicks: roundTicks(lowest, highest, 4),
    };
  }, [points, right]);

  const percent = (share: number) =>
    new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 }).format(share);
  const short = (minor: number) =>
    new Intl.NumberFormat(language, {
      style: "currency",
      currency: limit.currency,
      notation: "compact",
      maximumFractionDigits: 1,
    }).format(minor / 10 ** minorDigits(limit.currency));
  const said = (point: FrontierPoint) =>
    t.workbench.frontier.point(
      money(point.limitMinor, limit.currency),
      percent(point.share),
      money(point.givenMinor, limit.currency),
    );
  const draft = limitMinor === null ? null : pointAt(points, limitMinor);

  function pointUnder(event: PointerEvent): FrontierPoint | null {
    const box = picture.current?.getBoundingClientRect();
    if (box === undefined) return null;
    const to = {
      x: ((event.clientX - box.left) / box.width) * width,
      y: ((event.clientY - box.top) / box.height) * height,
    };
    return points[nearestIndex(places, to)] ?? null;
  }
  function moved(event: PointerEvent) {
    const point = pointUnder(event);
    setHovered(point);
    if (isDragging && point !== null && point.limitMinor !== limitMinor) onMove?.(point.limitMinor);
  }
  function pressed(event: PointerEvent) {
    const point = pointUnder(event);
    if (onMove === null || point === null) return;
    picture.current?.setPointerCapture(event.pointerId);
    setDragging(true);
    onMove(point.limitMinor);
  }
  function keyed(event: KeyboardEvent) {
    if (onMove === null || limitMinor === null) return;
    const to = keyedPoint(event.key, points, limitMinor);
    if (to === null) return;
    event.preventDefault();
    onMove(to.limitMinor);
  }

  const shown = hovered ?? draft;
  const at = ({ givenMinor, share }: FrontierPoint) => ({ cx: x(givenMinor), cy: y(share) });
  return (
    <figure ref={frame} className={classes.figure}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing has no other group */}
      <svg
        ref={picture}
        viewBox={`0 0 ${width} ${height}`}
        className={classes.chart}
        data-dragging={isDragging || undefined}
        data-movable={onMove !== null || undefined}
        role="group"
        aria-label={t.workbench.frontier.chart}
        onPointerMove={moved}
        onPointerDown={pressed}
        onPointerUp={() => setDragging(false)}
        onPointerCancel={() => setDragging(false)}
        onPointerLeave={() => setHovered(null)}
      >
        {yTicks.map((tick) => (
          <g key={tick}>
            <line x1={edge.left} x2={right} y1={y(tick)} y2={y(tick)} className={classes.grid} />
            <text x={edge.left - 8} y={y(tick) + 4} textAnchor="end" className={classes.tick}>
              {percent(tick)}
            </text>
          </g>
        ))}
        {xTicks.map((tick) => (
          <text key={tick} x={x(tick)} y={bottom + 18} textAnchor="middle" className={classes.tick}>
            {short(tick)}
          </text>
        ))}
        <line x1={edge.left} x2={right} y1={bottom} y2={bottom} className={classes.axis} />
        <text x={right} y={height - 6} textAnchor="end" className={classes.axisName}>
          {t.workbench.frontier.given}
        </text>
        <text x={4} y={12} className={classes.axisName}>
          {t.workbench.frontier.share}
        </text>
        <path
          d={`${linePath(places)} L${right} ${bottom} L${edge.left} ${bottom} Z`}
          className={classes.area}
        />
        <path d={linePath(places)} className={classes.line} />
        {places.map((place, index) => (
          <circle key={points[index]?.limitMinor} cx={place.x} cy={place.y} r={2} className={classes.dot} />
        ))}
        {knee !== null && <circle {...at(knee)} r={9} className={classes.knee} />}
        {today !== null && <circle {...at(today)} r={6} className={classes.today} />}
        {hovered !== null && <circle {...at(hovered)} r={5} className={classes.hovered} />}
        {draft !== null && (
          <circle
            {...at(draft)}
            r={8}
            className={classes.draft}
            role="slider"
            tabIndex={onMove === null ? -1 : 0}
            aria-label={t.workbench.frontier.draftLimit}
            aria-valuemin={points[0]?.limitMinor}
            aria-valuemax={points.at(-1)?.limitMinor}
            aria-valuenow={draft.limitMinor}
            aria-valuetext={said(draft)}
            aria-readonly={onMove === null || undefined}
            onKeyDown={keyed}
          />
        )}
      </svg>
      <figcaption className={classes.caption}>
        <span className={classes.legend}>
          <i data-mark="today" /> {t.workbench.frontier.today}
          <i data-mark="draft" /> {t.workbench.frontier.draft}
          {knee !== null && (
            <>
              <i data-mark="knee" /> {t.workbench.frontier.knee}
            </>
          )}
        </span>
        <output className="figures">{shown === null ? "" : said(shown)}</output>
      </figcaption>
    </figure>
  );
}
