/** What every vendor takes as the name of a tool. */
const MAX_UNITS = 64;

/**
 * Gives every tool the name by which the model asks for it: `server__tool`, in letters, digits, `_` and `-`, at most 64 long, each only once.
 * @returns the names in the order of the tools
 */
export function nameTools(tools: readonly { server: string; name: string }[]): string[] {
  const taken = new Set<string>();
  return tools.map(({ server, name }) => {
    const clean = `${server}__${name}`.replace(/[^A-Za-z0-9_-]/g, '_');
    let unique = clean.slice(0, MAX_UNITS);
    for (let i = 2; taken.has(unique); i += 1) {
      const suffix = `_${i}`;
      unique = clean.slice(0, MAX_UNITS - suffix.length) + suffix;
    }
    taken.add(unique);
    return unique;
  });
}
