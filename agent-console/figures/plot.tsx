import { useElementSize } from "@mantine/hooks";
import type { KeyboardEvent, PointerEvent } from "react";
import classes from "./plot.module.css";
import { columnAt, labelledColumns } from "./plot-scale.ts";

/** One kind of value through all columns; null is a gap. */
export interface Series {
  key: string;
  /** A colour of plot.module.css. */
  colour: string;
  values: (number | null)[];
}

interface Props {
  kind: "bars" | "lines";
  series: Series[];
  ticks: number[];
  tickText(value: number): string;
  /** Short, below the column. */
  columns: string[];
  label: string;
  /** What the chosen column says, for who does not see it. */
  valueText(index: number): string;
  chosen: number | null;
  onHover(index: number | null): void;
  onChoose(index: number | null): void;
}

const height = 200;
const top = 8;
const bottom = 24;
const axis = 66;
const widestBar = 72;

/**
 * A plain plot with one way to look closer for everybody: pointing, touching, or the arrow keys choose a column, whose
 * exact values stand above. To a screen reader it is a slider over time that says them.
 */
export function Plot(props: Props) {
  const { series, ticks, columns, chosen, label, valueText, onHover, onChoose } = props;
  const { ref, width: measured } = useElementSize();
  const count = columns.length;
  const width = Math.max(measured, 200);
  const inner = width - axis;
  const most = ticks.at(-1) ?? 1;
  const y = (value: number) => top + (height - top - bottom) * (1 - value / most);
  const step = inner / count;

  function onKeyDown(event: KeyboardEvent) {
    const to = keyed(event.key, chosen, count);
    if (to === undefined) return;
    event.preventDefault();
    onChoose(to);
  }
  const pointed = (event: PointerEvent<HTMLElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    return columnAt(event.clientX - left - axis, inner, count);
  };

  return (
    <div
      ref={ref}
      className={classes.plot}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={count - 1}
      aria-valuenow={chosen ?? count - 1}
      aria-valuetext={valueText(chosen ?? count - 1)}
      onKeyDown={onKeyDown}
      onPointerMove={(event) => event.pointerType === "mouse" && onHover(pointed(event))}
      onPointerLeave={() => onHover(null)}
      onClick={(event) => {
        const { left } = event.currentTarget.getBoundingClientRect();
        const to = columnAt(event.clientX - left - axis, inner, count);
        onChoose(to === chosen ? null : to);
      }}
    >
      <svg width={width} height={height} aria-hidden="true">
        {ticks.map((tick) => (
          <g key={tick}>
            <line className={classes.grid} x1={axis} x2={width} y1={y(tick)} y2={y(tick)} />
            <text className={classes.tick} x={axis - 8} y={y(tick) + 4} textAnchor="end">
              {props.tickText(tick)}
            </text>
          </g>
        ))}
        {chosen !== null && (
          <rect
            className={classes.chosen}
            x={axis + chosen * step}
            y={top}
            width={step}
            height={height - top - bottom}
          />
        )}
        {props.kind === "bars" ? (
          <Bars series={series} columns={columns} step={step} y={y} />
        ) : (
          <Lines series={series} step={step} y={y} />
        )}
        {labelledColumns(count, inner, 58).map((index) => (
          <text
            key={columns[index]}
            className={classes.tick}
            x={Math.min(axis + (index + 0.5) * step, width - 20)}
            y={height - 6}
            textAnchor="middle"
          >
            {columns[index]}
          </text>
        ))}
      </svg>
    </div>
  );
}

/** Where a key leads to; undefined: it is none of ours. */
function keyed(key: string, chosen: number | null, count: number): number | null | undefined {
  const from = chosen ?? count;
  if (key === "ArrowLeft" || key === "ArrowDown") return Math.max(0, from - 1);
  if (key === "ArrowRight" || key === "ArrowUp") return chosen === null ? 0 : Math.min(count - 1, from + 1);
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return key === "Escape" && chosen !== null ? null : undefined;
}

interface Drawn {
  series: Series[];
  step: number;
  y(value: number): number;
}

/** Each kind's bars, standing on those of the kinds before it. */
function Bars({ series, columns, step, y }: Drawn & { columns: string[] }) {
  const gap = Math.max(step - widestBar, Math.min(8, step * 0.22));
  const below = columns.map(() => 0);
  return series.map(({ key, colour, values }) => (
    <g key={key} className={classes[colour]}>
      {columns.map((column, index) => {
        const value = values[index] ?? 0;
        const from = below[index] ?? 0;
        below[index] = from + value;
        if (value === 0) return null;
        const tall = y(from) - y(from + value);
        return (
          <rect
            key={column}
            x={axis + index * step + gap / 2}
            y={y(from + value)}
            width={Math.max(1, step - gap)}
            // A hair between the parts, so that they are told apart without colour.
            height={Math.max(1, tall - (tall > 4 ? 1 : 0))}
          />
        );
      })}
    </g>
  ));
}

function Lines({ series, step, y }: Drawn) {
  const x = (column: number) => axis + (column + 0.5) * step;
  return series.map(({ key, colour, values }, index) => (
    <g key={key} className={classes[colour]}>
      <path
        className={classes.line}
        strokeDasharray={index === 0 ? undefined : "5 4"}
        d={pathThrough(values, x, y)}
      />
      {values.map((value, column) =>
        value === null ? null : (
          <circle key={`${key}-${x(column)}`} cx={x(column)} cy={y(value)} r={step > 10 ? 3.5 : 2} />
        ),
      )}
    </g>
  ));
}

/** Interrupted where there is no value. */
function pathThrough(
  values: (number | null)[],
  x: (column: number) => number,
  y: (value: number) => number,
): string {
  return values
    .map((value, column) => {
      if (value === null) return "";
      const begins = column === 0 || values[column - 1] === null;
      return `${begins ? "M" : "L"}${x(column).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join("");
}
