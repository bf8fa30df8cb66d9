const MAX_TITLE_UNITS = 60;

/** A conversation's first title: the beginning of what was asked, cut at a word. */
export function titleFrom(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= MAX_TITLE_UNITS) return line || 'New conversation';
  const cut = line.slice(0, MAX_TITLE_UNITS).toWellFormed();
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > MAX_TITLE_UNITS / 2 ? space : MAX_TITLE_UNITS)}…`;
}
