/** Why Ollama ended (`done_reason`), in our words; it knows `stop`, `length`, and `load`/`unload` for empty requests. */
export function mapDoneReason(reason: unknown): 'stop' | 'length' {
  return reason === 'length' ? 'length' : 'stop';
}
