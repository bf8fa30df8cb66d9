import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { FILE_LIMITS } from '../../kit/limits.ts';
import type { Refusal } from './inspection.ts';

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;

/**
 * The text of a PDF, each page under its number. It ends with a note where pages are left out.
 * @param maxPages only tests have a reason to give another number
 */
export async function readPdf(
  content: Uint8Array,
  maxPages: number = FILE_LIMITS.pages,
): Promise<{ text: string } | { refusal: Refusal }> {
  const { PasswordException, VerbosityLevel } = await getResolvedPDFJS();
  try {
    const pdf = await getDocumentProxy(content, { verbosity: VerbosityLevel.ERRORS, maxImageSize: 1 });
    const text = await readPages(pdf, maxPages);
    return text === '' ? { refusal: 'wordless pdf' } : { text };
  } catch (error) {
    return { refusal: error instanceof PasswordException ? 'locked pdf' : 'damaged pdf' };
  }
}

async function readPages(pdf: PdfDocument, maxPages: number): Promise<string> {
  const deadline = performance.now() + FILE_LIMITS.readMs;
  let text = '';
  let number = 1;
  for (; number <= Math.min(pdf.numPages, maxPages); number += 1) {
    if (text.length > FILE_LIMITS.textUnits || performance.now() > deadline) break;
    const words = await readPage(pdf, number);
    if (words !== '') text += `${text === '' ? '' : '\n\n'}[Page ${number}]\n${words}`;
  }
  const isAll = number > pdf.numPages || text === '';
  return isAll ? text : `${text}\n\n[The pages from ${number} to ${pdf.numPages} were left out.]`;
}

async function readPage(pdf: PdfDocument, number: number): Promise<string> {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent();
  page.cleanup();
  return items
    .map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))
    .join('')
    .trim();
}
