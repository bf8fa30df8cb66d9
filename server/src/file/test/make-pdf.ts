import { deflateSync } from 'node:zlib';

interface PdfWish {
  /** The words of each page. */
  pages?: readonly string[];
  /** The drawing of the only page instead, packed by each of the filters in turn. */
  drawing?: { packed: Buffer; filters: readonly string[] };
  /** Entries of the trailer beside its root. */
  trailer?: string;
  /** The children of the page tree instead of its pages. */
  kids?: string;
  /** Objects behind the others, by number. */
  more?: ReadonlyMap<number, string>;
  /** What a page may use beside its font. */
  resources?: string;
}

/** Makes a PDF, small enough to be read here. */
export function makePdf({
  pages = [''],
  drawing,
  trailer = '',
  kids,
  more = new Map(),
  resources = '',
}: PdfWish): Buffer {
  const objects = new Map<number, Buffer>();
  const put = (number: number, text: string) => objects.set(number, Buffer.from(text, 'latin1'));
  const pageNumbers = pages.map((_, index) => 10 + index * 2);
  put(1, '<< /Type /Catalog /Pages 2 0 R >>');
  put(2, `<< /Type /Pages /Kids [${kids ?? pageNumbers.map((n) => `${n} 0 R`).join(' ')}] /Count ${pages.length} >>`);
  put(3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  for (const [index, words] of pages.entries()) {
    const number = 10 + index * 2;
    const content = drawing ?? {
      packed: deflateSync(`BT /F1 12 Tf 50 700 Td (${words}) Tj ET`),
      filters: ['FlateDecode'],
    };
    const head = `<< /Length ${content.packed.length} /Filter [${content.filters.map((f) => `/${f}`).join(' ')}] >>\nstream\n`;
    put(
      number,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${number + 1} 0 R /Resources << /Font << /F1 3 0 R >> ${resources} >> >>`,
    );
    objects.set(number + 1, Buffer.concat([Buffer.from(head), content.packed, Buffer.from('\nendstream')]));
  }
  for (const [number, text] of more) put(number, text);
  return write(objects, trailer);
}

function write(objects: ReadonlyMap<number, Buffer>, trailer: string): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  let length = parts[0]?.length ?? 0;
  const offsets = new Map<number, number>();
  for (const [number, body] of objects) {
    const part = Buffer.concat([Buffer.from(`${number} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    offsets.set(number, length);
    length += part.length;
    parts.push(part);
  }
  const rows = [...offsets].map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`);
  const size = Math.max(...offsets.keys()) + 1;
  parts.push(
    Buffer.from(
      `xref\n0 1\n0000000000 65535 f \n${rows.join('')}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\n`,
    ),
    Buffer.from(`startxref\n${length}\n%%EOF\n`),
  );
  return Buffer.concat(parts);
}
