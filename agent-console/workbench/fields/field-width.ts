/** In figures: Chinese signs are two wide, capitals and currency signs wider than one. */
function widthOfSign(sign: string): number {
  if (/[\u2e80-\uffee]/.test(sign)) return 2;
  return /[A-Z¥€£$%]/.test(sign) ? 1.35 : 1;
}

export function widthOf(text: string): string {
  const figures = [...text].reduce((sum, sign) => sum + widthOfSign(sign), 0);
  return `calc(${Math.max(2, figures).toFixed(2)}ch + 16px)`;
}
