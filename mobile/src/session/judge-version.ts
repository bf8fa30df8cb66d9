/** The oldest server that has every route the app asks for. */
const OLDEST = [0, 1, 0] as const;
/** A server of a later major version may have taken routes away. */
const NEWEST_MAJOR = 0;

/** Whether the app can talk with a server of this version. A version that cannot be read is given its chance. */
export function judgeVersion(version: string): 'fits' | 'too_old' | 'too_new' {
  const numbers = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number);
  if (!numbers) return 'fits';
  if ((numbers[0] ?? 0) > NEWEST_MAJOR) return 'too_new';
  for (const [index, oldest] of OLDEST.entries()) {
    const number = numbers[index] ?? 0;
    if (number !== oldest) return number > oldest ? 'fits' : 'too_old';
  }
  return 'fits';
}
