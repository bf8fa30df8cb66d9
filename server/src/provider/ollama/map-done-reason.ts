/** Why Ollama ended (`done_reason`), in our words; it knows `stop`, also after calls, `length`, and `load`/`unload` for empty requests. */
export function mapDoneReason(reason: unknown, hasCalls: boolean): 'stop' | 'length' | 'tool_calls' {
  if (reason === 'length') return 'length';
  return hasCalls ? 'tool_calls' : 'stop';
}
