import type { OmiLinkRow } from '../../store/omi-link-reader.ts';

/** The link that was spoken to, and whose it is. */
export type HeardLink = Pick<OmiLinkRow, 'id' | 'user_id'>;
