/** What an app may be allowed to do with the data of those who enabled it. */
export const OMI_ACTIONS = [
  'create_conversation',
  'create_facts',
  'read_conversations',
  'read_memories',
  'read_tasks',
] as const;
export type OmiAction = (typeof OMI_ACTIONS)[number];

/** What the stand-in knows of the one app it serves. */
export interface OmiApp {
  id: string;
  apiKey: string;
  /** Users who have enabled the app; everybody else gets Omi's 403. */
  enabledUids: Set<string>;
  /** Users to whom the app is private and not theirs: for them Omi answers as if there were no such app. */
  blindUids: Set<string>;
  /** What the app's configuration grants it. */
  actions: Set<OmiAction>;
}
