import type { ChatParts } from '../chat/send-message.ts';
import type { OutboxHandler } from '../job/outbox-worker.ts';
import { createSendNotification } from './answer/send-notification.ts';
import { createOmiClient } from './client/omi-client.ts';
import { createOmiData, type OmiData } from './data/create-omi-data.ts';
import { answerDelivery, type Delivery, type DeliveryParts, type OmiReply } from './intake/answer-delivery.ts';
import { createLinking, type Linking, type LinkingParts, type LinkingSettings } from './link/create-linking.ts';
import { type DoorSettings, openDoor, type WebhookDoor } from './open-door.ts';
import { askQuestion } from './speech/ask-question.ts';
import { createCloseOpenUtterance } from './speech/close-open-utterance.ts';
import { createSaveMeeting } from './speech/save-meeting.ts';

/** Omi gives up after 15 s; the rest is for the way and for a slow commit. */
const HOLD_MS = 8_000;

interface VoiceSettings extends DoorSettings, LinkingSettings {
  appSecret: string | null;
}

export interface VoiceRoadParts
  extends ChatParts,
    Pick<DeliveryParts, 'log' | 'onQueued'>,
    Pick<LinkingParts, 'isProduction' | 'listeningUrl'> {
  settings: VoiceSettings;
  /** How long a reply waits for its answer; 8 s if absent. */
  holdMs?: number;
  /** How long a chat tool waits for its answer; 100 s if absent. */
  answerWithinMs?: number | undefined;
}

/** Everything of the voice road that the rest of the server calls. */
export interface VoiceRoad extends Linking {
  openDoor(token: string | undefined): Promise<WebhookDoor>;
  answerDelivery(door: WebhookDoor, delivery: Delivery): Promise<OmiReply>;
  data: OmiData;
  /** What the outbox worker does for our kinds of rows. */
  handlers: ReadonlyMap<string, OutboxHandler>;
  close(): Promise<void>;
}

/** Builds the voice road: linking, intake of what Omi hears, and the ways back to the person. */
export function createVoiceRoad({ settings, holdMs = HOLD_MS, ...parts }: VoiceRoadParts): VoiceRoad {
  const { store, clock } = parts;
  const { appId, appSecret, apiBaseUrl } = settings;
  const client = appId && appSecret ? createOmiClient({ appId, appSecret, apiBaseUrl }) : undefined;
  const sendNotification = createSendNotification({ store, clock, client });
  const data = createOmiData({ ...parts, client });
  return {
    ...createLinking({ ...parts, client, settings }),
    openDoor: (token) => openDoor({ store, clock }, settings, token),
    answerDelivery: (door, delivery) => answerDelivery({ ...parts, holdMs }, door, delivery),
    data,
    handlers: new Map<string, OutboxHandler>([
      ...data.handlers,
      [
        'omi_question',
        async (row) => {
          await askQuestion(parts, row);
          return { kind: 'done' };
        },
      ],
      ['omi_open_utterance', createCloseOpenUtterance(parts)],
      ['omi_meeting', createSaveMeeting(parts)],
      ['omi_notification', sendNotification],
      ['omi_push', sendNotification],
    ]),
    async close() {
      await client?.close();
      await data.stop();
    },
  };
}
