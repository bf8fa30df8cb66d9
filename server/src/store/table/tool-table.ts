import type { RunId, ToolCallId, ToolServerId, UserId } from '../../kit/id.ts';

/** A server of tools that an admin connected. */
export interface ToolServerTable {
  id: ToolServerId;
  /** Unique; what people switch on and off. */
  name: string;
  url: string;
  /** What it is asked with (a key), as a sealed JSON object; null for nothing. */
  sealed_headers: string | null;
  is_enabled: number;
  /** Whether it may stand on this machine or in a private network. */
  is_private_allowed: number;
  /** What it listed when it was last asked, as JSON. */
  tools: string;
  /** Which of them models may use, and which of these write, as JSON. */
  allowed_tools: string;
  checked_at: number | null;
  /** What was wrong when it was last asked. */
  error: string | null;
  created_at: number;
  updated_at: number;
}

/** `allowed`: the person said yes, and the one who writes the answer has not taken it up yet. */
export type ToolCallStatus = 'waiting' | 'allowed' | 'running' | 'done' | 'failed' | 'refused';

/** One use of a tool within an answer. */
export interface ToolCallTable {
  id: ToolCallId;
  run_id: RunId;
  user_id: UserId;
  server: string;
  tool: string;
  /** A JSON object as text. */
  arguments: string;
  status: ToolCallStatus;
  /** Shortened. */
  result: string | null;
  /** Where in the answer it stands, in UTF-16 units. */
  position: number;
  created_at: number;
  updated_at: number;
}
