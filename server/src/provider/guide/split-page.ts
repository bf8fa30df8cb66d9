/** One section of the guide: what stands between two headings. */
export interface GuideSection {
  /** The page's title. */
  page: string;
  /** The section's heading; the page's title for what stands above the first one. */
  title: string;
  /** Markdown, without the heading. */
  text: string;
}

/** Cuts a Markdown page at its headings of the first and second level; `#` lines inside code fences are none. */
export function splitPage(markdown: string): GuideSection[] {
  const sections: GuideSection[] = [];
  let page = '';
  let title = '';
  let lines: string[] = [];
  let isInFence = false;
  const close = (): void => {
    const text = lines.join('\n').trim();
    if (text) sections.push({ page, title, text });
    lines = [];
  };
  for (const line of markdown.split(/\r?\n/)) {
    if (line.startsWith('```')) isInFence = !isInFence;
    const heading = isInFence ? null : /^(#{1,2}) +(.+)$/.exec(line);
    if (!heading) {
      lines.push(line);
      continue;
    }
    close();
    title = heading[2] ?? '';
    if (heading[1] === '#') page = title;
  }
  close();
  return sections;
}
