import type { ReactNode } from "react";

interface IconProps {
  size?: number;
}

/** Drawn on a 24 px grid with a 1.75 px line; always beside a word or in a named button, so hidden from readers. */
function Drawn({ size = 18, children }: IconProps & { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {children}
    </svg>
  );
}

export const IconInbox = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M4 13 6.5 5h11L20 13v6H4z" />
    <path d="M4 13h4.500l1.5 2.500h4l1.5-2.500H20" />
  </Drawn>
);
export const IconShield = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M12 3.5 19 6v5.500c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6z" />
    <path d="m9 12 2.2 2.200L15.5 10" />
  </Drawn>
);
export const IconNote = (props: IconProps) => (
  <Drawn {...props}>
    <rect x="3" y="6.5" width="18" height="11" rx="2" />
    <circle cx="12" cy="12" r="2.5" />
    <path d="M6.5 12h.01M17.5 12h.01" />
  </Drawn>
);
export const IconSliders = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M5 4v6M5 14v6M12 4v10M12 18v2M19 4v2M19 10v10" />
    <path d="M3 12h4M10 16h4M17 8h4" />
  </Drawn>
);
export const IconPeople = (props: IconProps) => (
  <Drawn {...props}>
    <circle cx="9" cy="8.5" r="3.5" />
    <path d="M3 19.500c.5-3.5 2.8-5 6-5s5.5 1.5 6 5" />
    <path d="M15.5 5.500a3.5 3.5 0 0 1 0 6M17.5 15c2 .6 3.2 2 3.5 4.5" />
  </Drawn>
);
export const IconKeyboard = (props: IconProps) => (
  <Drawn {...props}>
    <rect x="2.5" y="6" width="19" height="12" rx="2" />
    <path d="M6.5 10h.01M10 10h.01M14 10h.01M17.5 10h.01M8 14h8" />
  </Drawn>
);
export const IconCommand = (props: IconProps) => (
  <Drawn {...props}>
    <path d="m7 8 4 4-4 4M13 16h5" />
  </Drawn>
);
export const IconSearch = (props: IconProps) => (
  <Drawn {...props}>
    <circle cx="11" cy="11" r="6.5" />
    <path d="m16 16 4 4" />
  </Drawn>
);
export const IconPhoto = (props: IconProps) => (
  <Drawn {...props}>
    <rect x="3.5" y="4.5" width="17" height="15" rx="2" />
    <circle cx="9" cy="10" r="1.5" />
    <path d="m4 17 5-4 4 3 3-2.5 4 3.5" />
  </Drawn>
);
export const IconClose = (props: IconProps) => (
  <Drawn {...props}>
    <path d="m6 6 12 12M18 6 6 18" />
  </Drawn>
);
export const IconPlus = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M12 5v14M5 12h14" />
  </Drawn>
);
export const IconMinus = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M5 12h14" />
  </Drawn>
);
export const IconCheck = (props: IconProps) => (
  <Drawn {...props}>
    <path d="m5 12.5 4.5 4.500L19 7.5" />
  </Drawn>
);
export const IconBack = (props: IconProps) => (
  <Drawn {...props}>
    <path d="m14.5 5.5-7 6.5 7 6.5" />
  </Drawn>
);
export const IconNext = (props: IconProps) => (
  <Drawn {...props}>
    <path d="m9.5 5.5 7 6.5-7 6.5" />
  </Drawn>
);
export const IconDown = (props: IconProps) => (
  <Drawn {...props}>
    <path d="m6 9.5 6 6 6-6" />
  </Drawn>
);
export const IconPlot = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M4 4v16h16M8.5 16v-4M13 16V8M17.5 16v-6" />
  </Drawn>
);
export const IconMore = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M5 12h.01M12 12h.01M19 12h.01" />
  </Drawn>
);
export const IconColumns = (props: IconProps) => (
  <Drawn {...props}>
    <rect x="3.5" y="4.5" width="17" height="15" rx="2" />
    <path d="M12 4.500v15" />
  </Drawn>
);
export const IconReturn = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M8.5 5 4.5 9l4 4M4.5 9H15a5 5 0 0 1 0 10h-3" />
  </Drawn>
);
export const IconParcel = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M4 8 12 4l8 4v8.500L12 20.500l-8-4z" />
    <path d="m4 8 8 4 8-4M12 12v8.500M8 6l8 4" />
  </Drawn>
);
export const IconTemplate = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M14.5 4.5 9.5 19.500M5 9l-2 3 2 3M19 9l2 3-2 3" />
  </Drawn>
);
