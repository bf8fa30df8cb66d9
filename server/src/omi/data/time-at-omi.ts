/** When something happened by Omi's account, in milliseconds since 1970: never later than now, and now where Omi does not say. */
export function timeAtOmi(iso: string | null, now: number): number {
  return iso === null ? now : Math.min(Date.parse(iso), now);
}
