/** A message that its writer has in the hand again, and what it would say now. */
export interface HeldMessage {
  id: string;
  text: string;
}
