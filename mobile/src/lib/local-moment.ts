/** A day and a time of that day, as two fields hold them. */
export interface LocalMoment {
  /** The midnight at which the day begins, milliseconds since 1970; null for no date. */
  dayMs: number | null;
  /** As it was typed. */
  time: string;
}

/** The time of a day for which none was given. */
const MORNING = '09:00';

/** @param iso null for no date */
export function toLocalMoment(iso: string | null): LocalMoment {
  if (iso === null) return { dayMs: null, time: MORNING };
  const at = new Date(iso);
  const two = (value: number) => String(value).padStart(2, '0');
  return { dayMs: new Date(iso).setHours(0, 0, 0, 0), time: `${two(at.getHours())}:${two(at.getMinutes())}` };
}

/** @returns ISO 8601; null for no date; undefined where the time cannot be read */
export function fromLocalMoment({ dayMs, time }: LocalMoment): string | null | undefined {
  if (dayMs === null) return null;
  const found = acceptTime(time);
  return found && new Date(new Date(dayMs).setHours(found.hours, found.minutes, 0, 0)).toISOString();
}

/** Reads a time as people type it: `9`, `930`, `9:30`, `09.30`, `9:30 pm`. */
function acceptTime(text: string): { hours: number; minutes: number } | undefined {
  const [, hour = '', minute = '0', half = ''] = /^\s*(\d{1,2})\s*[:.h]?\s*(\d{2})?\s*([ap]m?)?\s*$/i.exec(text) ?? [];
  if (hour === '') return undefined;
  const minutes = Number(minute);
  const hours = half === '' ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
  if (hours > 23 || minutes > 59 || (half !== '' && (Number(hour) < 1 || Number(hour) > 12))) return undefined;
  return { hours, minutes };
}
