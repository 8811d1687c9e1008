/** @jsxImportSource preact */
const paths = {
  back: "M15 5l-7 7 7 7",
  forward: "M9 5l7 7-7 7",
  close: "M6 6l12 12M18 6L6 18",
  down: "M12 5v14m-6-6 6 6 6-6",
  send: "M12 19V5m-6 6 6-6 6 6",
  photo:
    "M4 8.5A2.5 2.5 0 0 1 6.5 6h1.2l1-1.6A1 1 0 0 1 9.6 4h4.8a1 1 0 0 1 .9.4l1 1.6h1.2A2.5 2.5 0 0 1 20 8.5v8a2.5 2.5 0 0 1-2.5 2.5h-11A2.5 2.5 0 0 1 4 16.5zM12 15.7a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6z",
  gallery:
    "M4 6.5A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.5v11a2.5 2.5 0 0 1-2.5 2.5h-11A2.5 2.5 0 0 1 4 17.5zM4.5 17l4.6-4.8a1.5 1.5 0 0 1 2.1 0l5.6 6M15.5 9h.01",
  check: "M5 12.5l4.5 4.5L19 7.5",
  alert: "M12 8v5m0 3.2v.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
  box: "M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8",
  money: "M4 10h13l-3.5-4M20 14H7l3.5 4",
  write:
    "M20.5 11.5a8 8 0 0 1-8.2 7.8 9 9 0 0 1-3-.5L4.5 20l1.2-3.7a7.4 7.4 0 0 1-1.7-4.8 8 8 0 0 1 8.3-7.8 8 8 0 0 1 8.2 7.8z",
  clock: "M12 7.5V12l3 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
  plus: "M12 6v12M6 12h12",
  minus: "M6 12h12",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zm4.8-1.7L20 20",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 22 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.7"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
