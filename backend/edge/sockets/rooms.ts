/** Socket.IO rooms: who hears what. */
export const room = {
  /** Everyone of one namespace who watches the ticket in that projection. */
  ticket: (ticketId: string) => `t:${ticketId}`,
  department: (ticketId: string, departmentId: string) => `t:${ticketId}:d:${departmentId}`,
  /** Everyone of a department; they hear of less that has changed. */
  departments: "d",
  /** Of those who have this ticket open. */
  guests: (ticketId: string) => `g:${ticketId}`,
  session: (sessionId: string) => `s:${sessionId}`,
  person: (personId: string) => `p:${personId}`,
  shopper: (shopperId: string) => `c:${shopperId}`,
} as const;
