/** A moment as a field for date and time holds it, in the time of this device: `2026-03-06T14:05`. */
export function toLocalTime(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** @param local what such a field holds @returns ISO 8601; null for an empty field, or one that is not filled in to its end */
export function fromLocalTime(local: string): string | null {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
