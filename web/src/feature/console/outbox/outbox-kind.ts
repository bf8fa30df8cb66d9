import type { MessageId } from '../../../lib/message-id.ts';

/** What is queued; a kind that this page does not know yet is called as the server calls it. */
export const OUTBOX_KIND: Readonly<Record<string, MessageId>> = {
  title: 'console.outboxTitle',
  summary: 'console.outboxSummary',
  memory_suggestion: 'console.outboxMemory',
  conversation_import: 'console.outboxImport',
  follow_up: 'console.outboxFollowUp',
  task_due: 'console.outboxTaskDue',
  web_push: 'console.outboxWebPush',
  expo_push: 'console.outboxPhonePush',
  expo_receipt: 'console.outboxPhoneReceipt',
  password_reset: 'console.outboxReset',
  blob_removal: 'console.outboxBlob',
  omi_question: 'console.outboxOmiQuestion',
  omi_open_utterance: 'console.outboxOmiOpen',
  omi_meeting: 'console.outboxOmiMeeting',
  omi_notification: 'console.outboxOmiAnswer',
  omi_push: 'console.outboxOmiPush',
  omi_import: 'console.outboxOmiImport',
  omi_save_conversation: 'console.outboxOmiSave',
};
