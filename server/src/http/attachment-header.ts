const MAX_UNITS = 100;
/** What no file system takes, what a shell or a header might misread, and what hides: controls and marks of direction. */
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}"*/:<>?\\|%]+/gu;

/**
 * The `Content-Disposition` of a download (RFC 6266): a name in plain ASCII, and the whole one for those that read RFC 8187.
 * @param title anything; it becomes a safe file name
 * @param extension without the dot
 */
export function attachmentHeader(title: string, extension: string): string {
  const safe = title
    .replace(UNSAFE, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+/, '')
    .slice(0, MAX_UNITS)
    .toWellFormed();
  const name = `${safe.trim() || 'conversation'}.${extension}`;
  const plain =
    name
      .normalize('NFKD')
      .replace(/[^\x20-\x7e]+/g, '')
      .replace(/^[ .]+/, '') || 'conversation';
  const ascii = plain === extension ? `conversation.${extension}` : plain;
  const encoded = encodeURIComponent(name).replace(/['()]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
