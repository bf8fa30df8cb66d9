const DAY_MS = 86_400_000;

/** The clock on the wall in one time zone. What it shows is told as milliseconds that read the same in UTC. */
export interface ZoneClock {
  /** What it shows at an instant, in whole seconds. */
  read(instant: number): number;
  /**
   * The instant at which it shows `wall`. A time that is shown twice is the first of them; one that is skipped is as much later as the clock
   * skips, as RFC 5545 has it.
   */
  instantOf(wall: number): number;
}

/** @param timeZone an IANA name */
export function createZoneClock(timeZone: string): ZoneClock {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const read = (instant: number) => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  };
  const offsetAt = (instant: number) => read(instant) - instant;
  const instantOf = (wall: number) => {
    const early = wall - offsetAt(wall - DAY_MS);
    const late = wall - offsetAt(wall + DAY_MS);
    const shown = [early, late].filter((instant) => read(instant) === wall);
    return shown.length > 0 ? Math.min(...shown) : early;
  };
  return { read, instantOf };
}
