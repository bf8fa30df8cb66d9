/** What an answer says where its markdown is not drawn: its words and lines, without the marks. */
export function toPlainText(markdown: string): string {
  return markdown
    .replaceAll(/^[ \t]*(?:#{1,6}|>)[ \t]+/gm, '')
    .replaceAll(/^([ \t]*)[-*+][ \t]+/gm, '$1• ')
    .replaceAll(/!?\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replaceAll(/(\*{1,3}|_{2,3}|~~|`+)(?=\S)(.+?)(?<=\S)\1/g, '$2');
}
