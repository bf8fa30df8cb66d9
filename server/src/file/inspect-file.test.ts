import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FILE_LIMITS } from '../kit/limits.ts';
import { decodeText } from './inspect/decode-text.ts';
import { inspectContent } from './inspect/inspect-content.ts';
import type { Refusal } from './inspect/inspection.ts';
import { readPdf } from './inspect/read-pdf.ts';
import { createInspectFile, type InspectFile } from './inspect-file.ts';
import { makePdf } from './test/make-pdf.ts';
import { makePng } from './test/make-png.ts';

const MEGABYTE = 1_048_576;
const drawn = (drawing: string) => ({ packed: deflateSync(drawing), filters: ['FlateDecode'] });

describe('looking into files', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'inspect-'));
  });
  afterAll(() => rm(dir, { recursive: true }));
  const cost = { ms: FILE_LIMITS.inspectMs, bufferBytes: FILE_LIMITS.inspectBufferBytes };
  const inspect = createInspectFile();

  async function look(content: Uint8Array, how: InspectFile = inspect) {
    const path = join(dir, 'content');
    await writeFile(path, content);
    return how(path);
  }

  const hostile: Record<string, [Buffer, Refusal]> = {
    'a password': [
      makePdf({
        pages: ['x'],
        trailer: `/ID [<00><00>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >>`,
      }),
      'locked pdf',
    ],
    'pages that hold themselves': [makePdf({ pages: ['x'], kids: '2 0 R' }), 'damaged pdf'],
    'a drawing that draws itself': [
      makePdf({
        resources: '/XObject << /X 5 0 R >>',
        drawing: drawn('/X Do'),
        more: new Map([
          [
            5,
            '<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X 5 0 R >> >> /Length 12 >>\nstream\n/X Do /X Do \nendstream',
          ],
        ]),
      }),
      'wordless pdf',
    ],
    'nothing but a beginning': [makePdf({ pages: ['Hello'] }).subarray(0, 300), 'damaged pdf'],
    'noise behind its name': [Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(5_000, 7)]), 'damaged pdf'],
  };
  it.each(Object.entries(hostile))('refuses a PDF with %s', async (_name, [content, refusal]) => {
    expect(await inspectContent(new Uint8Array(content))).toEqual({ refusal });
  });

  it('stops one that unpacks without end, and goes on with the next', async () => {
    const packed = deflateSync(deflateSync(Buffer.alloc(150 * MEGABYTE, 32)));
    const bomb = makePdf({ drawing: { packed, filters: ['FlateDecode', 'FlateDecode'] } });
    expect(bomb.length).toBeLessThan(10_000);
    const careful = createInspectFile({ ...cost, bufferBytes: 60 * MEGABYTE });
    await expect(look(bomb, careful)).rejects.toMatchObject({ code: 'E1001', message: /too much memory/ });
    expect(await look(Buffer.from('Hello'), careful)).toMatchObject({ kind: 'text', text: 'Hello' });
  });

  it('stops one that takes too long', async () => {
    const hasty = createInspectFile({ ...cost, ms: 1 });
    await expect(look(makePdf({ pages: ['x'] }), hasty)).rejects.toMatchObject({
      code: 'E1001',
      message: /takes too long/,
    });
  });

  it('tells the sender what is wrong with a file', async () => {
    await expect(look(makePdf({ pages: ['x'] }).subarray(0, 300))).rejects.toMatchObject({
      code: 'E1001',
      message: 'This PDF is damaged.',
    });
  });

  it('reads the first pages of ten thousand, and says that there are more', async () => {
    const pages = Array.from({ length: 10_000 }, (_, index) => `Words of page ${index + 1}`);
    const read = await readPdf(new Uint8Array(makePdf({ pages })), 3);
    expect(read).toEqual({
      text: '[Page 1]\nWords of page 1\n\n[Page 2]\nWords of page 2\n\n[Page 3]\nWords of page 3\n\n[The pages from 4 to 10000 were left out.]',
    });
  });

  it('keeps as much text as a file may have', async () => {
    const { text } = await look(Buffer.alloc(FILE_LIMITS.textUnits + 10, 'word '));
    expect(text?.length).toBeLessThan(FILE_LIMITS.textUnits + 100);
    expect(text).toMatch(/left out: it is too long\.\]$/);
  });

  it('knows a picture that is larger than any screen', async () => {
    expect(await look(makePng(5_000, 5_000))).toEqual({ kind: 'image', mediaType: 'image/png', text: null });
    await expect(look(makePng(65_000, 65_000))).rejects.toMatchObject({ message: /too many pixels/ });
  });
});

it.each([
  ['UTF-8', Buffer.from('Grüße 🦊'), 'Grüße 🦊'],
  ['UTF-8 with a mark', Buffer.from('\ufeffGrüße'), 'Grüße'],
  ['UTF-16, little end first', Buffer.from('\ufeffGrüße', 'utf16le'), 'Grüße'],
  ['UTF-16, big end first', Buffer.from('\ufeffGrüße', 'utf16le').swap16(), 'Grüße'],
  ['ISO 8859-1', Buffer.from('Grüße', 'latin1'), 'Grüße'],
  ['Windows-1252', Buffer.from([0x93, 0x80, 0x94]), '“€”'],
  ['no text', Buffer.from([0x4d, 0x5a, 0x90, 0x00, 0x03]), undefined],
])('reads text in %s', (_name, content, text) => {
  expect(decodeText(content)).toBe(text);
});
