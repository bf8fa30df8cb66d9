import type { Clock } from '../kit/clock.ts';
import type { Store } from '../store/open.ts';
import type { BlobStore } from './blob-store.ts';
import type { InspectFile } from './inspect-file.ts';

/** What it takes to keep files. */
export interface FileParts {
  store: Store;
  clock: Clock;
  blobs: BlobStore;
  inspect: InspectFile;
  /** Where contents arrive. */
  incomingDir: string;
}
