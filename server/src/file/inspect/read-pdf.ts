import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { FILE_LIMITS } from '../../kit/limits.ts';
import type { Refusal } from './inspection.ts';

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;

/** The text of a PDF, each page under its number, up to a length and a number of pages that say themselves that there was more. */
export async function readPdf(content: Uint8Array): Promise<{ text: string } | { refusal: Refusal }> {
  const { PasswordException, VerbosityLevel } = await getResolvedPDFJS();
  try {
    const pdf = await getDocumentProxy(content, { verbosity: VerbosityLevel.ERRORS, maxImageSize: 1 });
    const text = await readPages(pdf);
    return text === '' ? { refusal: 'wordless pdf' } : { text };
  } catch (error) {
    return { refusal: error instanceof PasswordException ? 'locked pdf' : 'damaged pdf' };
  }
}

async function readPages(pdf: PdfDocument): Promise<string> {
  const pages = Math.min(pdf.numPages, FILE_LIMITS.pages);
  let text = '';
  for (let number = 1; number <= pages && text.length <= FILE_LIMITS.textUnits; number += 1) {
    const words = await readPage(pdf, number);
    if (words !== '') text += `${text === '' ? '' : '\n\n'}[Page ${number}]\n${words}`;
  }
  const isAll = pages === pdf.numPages || text === '';
  return isAll ? text : `${text}\n\n[Pages ${pages + 1} to ${pdf.numPages} were left out.]`;
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
