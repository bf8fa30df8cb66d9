/**
 * Hermes has no `Intl.PluralRules`. The languages of the app share one rule for whole numbers (Unicode CLDR, cardinals of en and de): 1 is `one`,
 * everything else `other`.
 */
export function installPluralRules(): void {
  if ('PluralRules' in Intl) return;
  Object.assign(Intl, {
    PluralRules: class {
      select(value: number): 'one' | 'other' {
        return value === 1 ? 'one' : 'other';
      }
    },
  });
}
