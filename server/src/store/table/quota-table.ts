import type { UserId } from '../../kit/id.ts';
import type { Role } from './account-table.ts';

/** Null: as the role's default says. */
export interface UserQuotaTable {
  user_id: UserId;
  messages_per_day: number | null;
  tokens_per_day: number | null;
  concurrent_streams: number | null;
  updated_at: number;
}

/** Null: no limit. */
export interface QuotaDefaultTable {
  role: Role;
  messages_per_day: number | null;
  tokens_per_day: number | null;
  concurrent_streams: number | null;
  updated_at: number;
}

/** A view: a person's own limits where they have some, else their role's. */
export interface UserLimitView {
  user_id: UserId;
  messages_per_day: number | null;
  tokens_per_day: number | null;
  concurrent_streams: number | null;
}

/** What a person's answers used, by day and model. */
export interface ModelUsageTable {
  user_id: UserId;
  /** The day in the person's time zone, `2026-05-02`. */
  day: string;
  provider: string;
  model: string;
  messages: number;
  prompt_tokens: number;
  completion_tokens: number;
  /** Millionths of the currency, at the prices of that day. */
  cost_micros: number;
}

/** Millionths of the currency for a million tokens. */
export interface ModelPriceTable {
  provider: string;
  model: string;
  prompt_micros: number;
  completion_micros: number;
}

/** Providers whose tokens no limit counts. */
export interface TokenFreeProviderTable {
  provider: string;
}

export interface UsageCounterTable {
  user_id: UserId;
  /** The day in the person's time zone, `2026-05-02`. */
  day: string;
  messages: number;
  prompt_tokens: number;
  completion_tokens: number;
  reserved_tokens: number;
}
