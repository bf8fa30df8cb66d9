import type { AppError } from '../../errors.ts';
import type { Clock } from '../../kit/clock.ts';
import type { UserId } from '../../kit/id.ts';
import { omiLinkWriter } from '../../store/omi-link-writer.ts';
import type { Store } from '../../store/open.ts';
import type { WriteHandle } from '../../store/query.ts';
import type { OmiClient } from '../client/omi-client.ts';
import { expireTranscripts } from '../intake/expire-transcripts.ts';
import { checkState, createAuthorizeUrl } from './authorize-link.ts';
import { confirmLink } from './confirm-link.ts';
import { type LinkView, listLinks } from './list-links.ts';
import { noticeSilentLinks } from './notice-silent-links.ts';
import { type OmiStatus, readOmiStatus } from './read-omi-status.ts';
import { type RotatedAddress, rotateAddress } from './rotate-address.ts';
import { runSelfTest } from './run-self-test.ts';
import type { SelfTest } from './self-test.ts';
import { type BegunLink, beginLink, type LinkStart, pushLinkCode, type ShownLink, showLink } from './start-link.ts';
import { unlink } from './unlink.ts';

export interface LinkingSettings {
  appId: string | null;
  /** Without a slash at the end. */
  apiBaseUrl: string;
  webhookSecrets: readonly string[];
  allowUnsigned: boolean;
  sessionSecret: string;
  publicUrl: string | null;
}

export interface LinkingParts {
  store: Store;
  clock: Clock;
  /** Undefined where no Omi app is configured. */
  client: OmiClient | undefined;
  settings: LinkingSettings;
  isProduction: boolean;
  listeningUrl: () => string | undefined;
}

/** People and their Omi users: how they are bound, looked after and parted. */
export interface Linking {
  readonly publicUrl: string | null;
  /** Whether an Omi app can have been set up with this server. */
  readonly isSetUp: boolean;
  beginLink(tx: WriteHandle, start: LinkStart): Promise<BegunLink | AppError>;
  pushLinkCode(start: LinkStart, begun: BegunLink): Promise<void>;
  showLink(start: LinkStart, begun: BegunLink): ShownLink;
  /** Gives the token of the link's own webhook address. */
  confirmLink(viewer: UserId, omiUserId: string, code: string, requestId: string): Promise<string>;
  listLinks(viewer: UserId): Promise<LinkView[]>;
  unlink(viewer: UserId, omiUserId: string, requestId: string): Promise<void>;
  rotateAddress(viewer: UserId, omiUserId: string, requestId: string): Promise<RotatedAddress>;
  createAuthorizeUrl(viewer: UserId): string;
  /** @throws AppError E4001 */
  checkState(viewer: UserId, state: string): void;
  readStatus(viewer: UserId): Promise<OmiStatus>;
  runSelfTest(viewer: UserId, omiUserId: string): Promise<SelfTest>;
  /** Forgets links that were not confirmed in time and transcripts whose time is over, and notices wearables that fell silent. Call it hourly. */
  sweep(): Promise<void>;
}

export function createLinking(parts: LinkingParts): Linking {
  const { store, clock, client, settings, isProduction } = parts;
  const { sessionSecret, publicUrl } = settings;
  const hasAppWebhook = settings.webhookSecrets.length > 0;
  const starting = { clock, client, isProduction, sessionSecret, canHear: hasAppWebhook };
  const status = { db: store.read, isConfigured: client !== undefined, hasAppWebhook, publicUrl };
  return {
    publicUrl,
    isSetUp: client !== undefined || hasAppWebhook || settings.allowUnsigned,
    beginLink: (tx, start) => beginLink(starting, tx, start),
    pushLinkCode: (start, begun) => pushLinkCode(starting, start, begun),
    showLink: (start, begun) => showLink(starting, start, begun),
    confirmLink: (viewer, omiUserId, code, requestId) => confirmLink(parts, { viewer, omiUserId, code, requestId }),
    listLinks: (viewer) => listLinks(status, viewer, clock.now()),
    unlink: (viewer, omiUserId, requestId) => unlink(parts, viewer, omiUserId, requestId),
    rotateAddress: (viewer, omiUserId, requestId) => rotateAddress(parts, viewer, omiUserId, requestId),
    createAuthorizeUrl: (viewer) => createAuthorizeUrl(settings, viewer, clock.now()),
    checkState: (viewer, state) => checkState(settings, viewer, state, clock.now()),
    readStatus: (viewer) => readOmiStatus(status, viewer, clock.now()),
    runSelfTest: (viewer, omiUserId) => runSelfTest({ ...parts, sessionSecret, publicUrl }, viewer, omiUserId),
    async sweep() {
      await store.transact((tx) => omiLinkWriter.removeExpired(tx, clock.now()));
      await expireTranscripts(parts);
      await noticeSilentLinks(parts);
    },
  };
}
