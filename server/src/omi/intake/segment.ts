/** A transcript segment as a delivery brought it, cleaned but with everything Omi may leave out. Times are seconds in its conversation. */
export interface HeardSegment {
  id: string | null;
  text: string;
  speaker: string | null;
  isUser: boolean;
  startS: number | null;
  endS: number | null;
}

/** A transcript segment with its identity and its place in a voice session: what is stored and understood. */
export interface Segment {
  /** Omi's id, or a fingerprint where it sent none; unique within a link. */
  key: string;
  text: string;
  speaker: string | null;
  isUser: boolean;
  startS: number;
  endS: number;
}
