/** A provider that an admin made in the running server. */
export interface ProviderTable {
  /** A short name like `lab-ollama`, under which conversations and prices know it. */
  id: string;
  kind: string;
  name: string;
  base_url: string;
  /** Sealed for this row and the host of its address; null where it needs none. */
  sealed_key: string | null;
  /** 1: may be reached at loopback and private addresses. */
  is_private_allowed: number;
  is_enabled: number;
  /** Small ones are offered and chosen first. */
  position: number;
  /** An object in JSON. */
  settings: string;
  created_at: number;
  updated_at: number;
}

/** Who is asked where a model fails before its first part. */
export interface ModelFallbackTable {
  provider: string;
  model: string;
  /** From 0, in the order in which they are asked. */
  position: number;
  fallback_provider: string;
  fallback_model: string;
}
