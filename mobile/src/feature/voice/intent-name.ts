import type { MessageId } from '../../lib/message-id.ts';

/** What the server understands; a command that this page does not know yet is called a command. */
const INTENT_NAME: Readonly<Record<string, MessageId>> = {
  question: 'voice.intentQuestion',
  repeated: 'voice.intentRepeated',
  help: 'voice.intentHelp',
  list_spaces: 'voice.intentListSpaces',
  switch_space: 'voice.intentSwitchSpace',
  list_windows: 'voice.intentListWindows',
  open_window: 'voice.intentOpenWindow',
  switch_window: 'voice.intentOpenWindow',
  remember: 'voice.intentRemember',
  forget: 'voice.intentForget',
  list_memories: 'voice.intentListMemories',
  add_task: 'voice.intentAddTask',
  complete_task: 'voice.intentCompleteTask',
  list_tasks: 'voice.intentListTasks',
  list_notifications: 'voice.intentListNotifications',
  save_conversation: 'voice.intentSaveConversation',
  set_listen_mode: 'voice.intentListenMode',
  start_meeting: 'voice.intentStartMeeting',
  end_meeting: 'voice.intentEndMeeting',
  pause: 'voice.intentPause',
  stop: 'voice.intentStop',
  cancel: 'voice.intentCancel',
  incomplete: 'voice.intentIncomplete',
  yes: 'voice.intentReply',
  no: 'voice.intentReply',
  choose: 'voice.intentReply',
};

export function intentName(intent: string): MessageId {
  return INTENT_NAME[intent] ?? 'voice.intentOther';
}
