/** What is looked for in the audit log; an empty text is everything. */
export interface AuditFilter {
  actor: string;
  action: string;
  target: string;
  /** Days by the reader's calendar, both included. */
  from: string;
  to: string;
}

export const ALL: AuditFilter = { actor: '', action: '', target: '', from: '', to: '' };

/** The filter as the server reads it: what is empty is left out, a day is its first moment and the first one after it. */
export function toQuery({ actor, action, target, from, to }: AuditFilter) {
  return {
    ...(actor && { actor }),
    ...(action.trim() && { action: action.trim() }),
    ...(target.trim() && { target: target.trim() }),
    ...(from && { from: startOf(from, 0) }),
    ...(to && { to: startOf(to, 1) }),
  };
}

function startOf(day: string, daysLater: number): string {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + daysLater);
  return date.toISOString();
}
