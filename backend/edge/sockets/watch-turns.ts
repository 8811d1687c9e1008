/**
 * A watch takes its time: the client may have closed the ticket before it is answered, or asked again. Remembers of each
 * ticket which watch was asked for last, and that none is wanted any more.
 */
export function createWatchTurns() {
  const last = new Map<string, symbol>();
  const isWanted = (ticketId: string) => last.has(ticketId);

  return {
    isWanted,
    begin(ticketId: string): symbol {
      const turn = Symbol(ticketId);
      last.set(ticketId, turn);
      return turn;
    },
    /** The client has closed the ticket. */
    end: (ticketId: string) => void last.delete(ticketId),
    /** This watch was refused; says whether another still stands or is under way. */
    fail(ticketId: string, turn: symbol): boolean {
      if (last.get(ticketId) === turn) last.delete(ticketId);
      return isWanted(ticketId);
    },
  };
}
