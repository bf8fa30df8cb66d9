import { AppError } from '../../errors.ts';
import type { UserId } from '../../kit/id.ts';
import { type OmiLinkRow, omiLinkReader } from '../../store/omi-link-reader.ts';
import type { ReadHandle } from '../../store/query.ts';

/** The viewer's confirmed link with an Omi user. @throws AppError E1002 without one, whoever else may have it */
export async function getActiveLink(db: ReadHandle, viewer: UserId, omiUserId: string): Promise<OmiLinkRow> {
  const link = await omiLinkReader.find(db, viewer, omiUserId);
  if (link?.status !== 'active') throw new AppError('E1002');
  return link;
}
