import sharp from "sharp";

/** A drawing that reads as a photo of the damage, for the pictures in the README. */
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 900">
  <defs>
    <linearGradient id="table" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#d8c3a5"/><stop offset="1" stop-color="#a9855a"/></linearGradient>
    <linearGradient id="glaze" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#eef3f1"/><stop offset=".55" stop-color="#b9cdc8"/><stop offset="1" stop-color="#7f9d97"/></linearGradient>
    <filter id="soft"><feGaussianBlur stdDeviation="16"/></filter>
  </defs>
  <rect width="1200" height="900" fill="url(#table)"/>
  <g stroke="#8d6b43" stroke-opacity=".28" stroke-width="5" fill="none">
    <path d="M0 210C300 190 700 240 1200 200"/><path d="M0 470C420 500 760 430 1200 480"/><path d="M0 740C300 720 800 770 1200 730"/>
  </g>
  <ellipse cx="560" cy="655" rx="330" ry="70" fill="#3b2a17" opacity=".45" filter="url(#soft)"/>
  <path d="M250 380C250 600 380 680 560 680C690 680 790 640 840 560L760 520L800 440L700 450L690 380Z" fill="url(#glaze)"/>
  <path d="M250 380C330 350 590 345 690 380L700 450L640 430C520 400 340 405 262 440Z" fill="#5f7d78"/>
  <path d="M250 380C330 350 590 345 690 380" stroke="#f7faf9" stroke-width="12" fill="none" stroke-linecap="round"/>
  <path d="M690 380L700 450L800 440L760 520L840 560" stroke="#f4f1ea" stroke-width="14" fill="none" stroke-linejoin="round"/>
  <g fill="url(#glaze)" stroke="#f4f1ea" stroke-width="9" stroke-linejoin="round">
    <path d="M880 470L1010 420L1050 520L940 570Z"/><path d="M900 660L1000 630L970 730Z"/><path d="M770 730L850 700L860 780L790 800Z"/>
    <path d="M1060 640L1110 620L1120 690Z"/>
  </g>
</svg>`;

export const brokenBowlJpeg = () =>
  sharp(Buffer.from(drawing)).resize(1600).modulate({ brightness: 0.97 }).jpeg({ quality: 88 }).toBuffer();
