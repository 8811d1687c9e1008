/** Chinese signs are two figures wide. */
export function widthOf(text: string): string {
  const figures = [...text].reduce((sum, sign) => sum + (/[⺀-￯]/.test(sign) ? 2 : 1), 0);
  return `calc(${Math.max(2, figures)}ch + 14px)`;
}
