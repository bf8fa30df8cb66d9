const BROWSERS: readonly [name: string, mark: RegExp][] = [
  ['Edge', /\bEdg/],
  ['Opera', /\bOPR\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
];
const SYSTEMS: readonly [name: string, mark: RegExp][] = [
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['macOS', /\bMac OS X\b/],
  ['Windows', /\bWindows\b/],
  ['Linux', /\bLinux\b/],
];

/** `Firefox · Linux`; of a program its own name; undefined where nothing is told. */
export function describeDevice(userAgent: string): string | undefined {
  const find = (names: typeof BROWSERS) => names.find(([, mark]) => mark.test(userAgent))?.[0];
  const known = [find(BROWSERS), find(SYSTEMS)].filter((name) => name !== undefined);
  if (known.length > 0) return known.join(' · ');
  return userAgent.trim().split(/[/ ]/)[0] || undefined;
}
