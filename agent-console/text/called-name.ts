/** How a person is called: "Mei Tanaka" is Mei; a name in Han characters stays whole. */
export function calledName(name: string | null): string | null {
  const first = name?.trim().split(/\s+/)[0];
  return first === undefined || first === "" ? null : first;
}
