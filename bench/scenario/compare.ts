/** Measures both sides in the wanted order and gives `[baseline, ours]`. */
export async function compare<Baseline, Ours>(
  isOursFirst: boolean,
  measureBaseline: () => Promise<Baseline>,
  measureOurs: () => Promise<Ours>,
): Promise<[Baseline, Ours]> {
  if (!isOursFirst) return [await measureBaseline(), await measureOurs()];
  const ours = await measureOurs();
  return [await measureBaseline(), ours];
}
