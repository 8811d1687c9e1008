/**
 * A thing among those that a view lists, at its place. Ids are made under the ticket's lock and sort by time, so that
 * this is the order of the entries; being told by the things themselves, it is the same for who followed every entry
 * and who asks the database, even where the clocks of two nodes differ.
 */
export const inOrder = <Thing extends { id: string }>(things: readonly Thing[], added: Thing): Thing[] =>
  [...things, added].sort((a, b) => (a.id < b.id ? -1 : 1));
