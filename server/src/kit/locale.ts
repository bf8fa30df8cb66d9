/**
 * The locale in which times are told to a person.
 * @param language like `en` or `de-AT`; English of no country in particular is told times as most of the world writes them
 */
export function localeOf(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}
