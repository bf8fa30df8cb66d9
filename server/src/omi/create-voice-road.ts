import type { ChatParts } from '../chat/send-message.ts';
import type { OutboxHandler } from '../job/outbox-worker.ts';
import { toIso } from '../kit/clock.ts';
import type { UserId } from '../kit/id.ts';
import { omiLinkReader } from '../store/omi-link-reader.ts';
import { omiLinkWriter } from '../store/omi-link-writer.ts';
import type { LinkStatus } from '../store/schema.ts';
import { answerDelivery, type Delivery, type DeliveryParts, type OmiReply } from './answer-delivery.ts';
import { askQuestion } from './ask-question.ts';
import { createCloseOpenQuestion } from './close-open-question.ts';
import { confirmLink } from './confirm-link.ts';
import { createOmiClient } from './omi-client.ts';
import { type DoorSettings, openDoor, type WebhookDoor } from './open-door.ts';
import { createSendNotification } from './send-notification.ts';
import { type StartedLink, startLink } from './start-link.ts';

/** Omi gives up after 15 s; the rest is for the way and for a slow commit. */
const HOLD_MS = 8_000;

interface VoiceSettings extends DoorSettings {
  appId: string | null;
  appSecret: string | null;
  /** Without a slash at the end. */
  apiBaseUrl: string;
}

export interface VoiceRoadParts extends ChatParts, Pick<DeliveryParts, 'log' | 'onQueued'> {
  settings: VoiceSettings;
  isProduction: boolean;
  /** How long a reply waits for its answer; 8 s if absent. */
  holdMs?: number;
}

/** A link as its owner sees it. */
interface LinkView {
  omi_user_id: string;
  status: LinkStatus;
  verified_at: string | null;
}

/** Everything of the voice road that the rest of the server calls. */
export interface VoiceRoad {
  startLink(viewer: UserId, omiUserId: string): Promise<StartedLink>;
  /** Gives the token of the link's own webhook address. */
  confirmLink(viewer: UserId, omiUserId: string, code: string, requestId: string): Promise<string>;
  listLinks(viewer: UserId): Promise<LinkView[]>;
  openDoor(token: string | undefined): Promise<WebhookDoor>;
  answerDelivery(door: WebhookDoor, delivery: Delivery): Promise<OmiReply>;
  /** What the outbox worker does for our kinds of rows. */
  handlers: ReadonlyMap<string, OutboxHandler>;
  /** Forgets links that were not confirmed in time; nothing depends on it but privacy and space. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

/** Builds the voice road: linking, intake of what Omi hears, and the ways back to the person. */
export function createVoiceRoad({ settings, isProduction, holdMs = HOLD_MS, ...parts }: VoiceRoadParts): VoiceRoad {
  const { store, clock } = parts;
  const { appId, appSecret, apiBaseUrl } = settings;
  const client = appId && appSecret ? createOmiClient({ appId, appSecret, apiBaseUrl }) : undefined;
  const canHear = settings.webhookSecret !== null || settings.allowUnsigned;
  return {
    startLink: (viewer, omiUserId) => startLink({ store, clock, client, canHear, isProduction }, viewer, omiUserId),
    confirmLink: (viewer, omiUserId, code, requestId) => confirmLink(parts, { viewer, omiUserId, code, requestId }),
    async listLinks(viewer) {
      const links = await omiLinkReader.listOf(store.read, viewer);
      return links.map(({ omi_user_id, status, verified_at }) => ({
        omi_user_id,
        status,
        verified_at: verified_at === null ? null : toIso(verified_at),
      }));
    },
    openDoor: (token) => openDoor(store, settings, token),
    answerDelivery: (door, delivery) => answerDelivery({ ...parts, holdMs }, door, delivery),
    handlers: new Map<string, OutboxHandler>([
      [
        'omi_question',
        async (row) => {
          await askQuestion(parts, row);
          return { kind: 'done' };
        },
      ],
      ['omi_open_question', createCloseOpenQuestion(parts)],
      ['omi_notification', createSendNotification({ store, clock, client })],
    ]),
    sweep: () => store.transact((tx) => omiLinkWriter.removeExpired(tx, clock.now())),
    close: async () => client?.close(),
  };
}
