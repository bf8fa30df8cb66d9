const FAILURES_TO_OPEN = 5;
const OPEN_MS = 30_000;

/** Keeps Omi from calling an address that fails: one for scheme, host and path, whatever the query. */
export interface CircuitBreaker {
  /** Whether a call may go out now. Of an address that was closed for 30 s only one may, until its end is told. */
  mayCall(url: URL): boolean;
  record(url: URL, hasFailed: boolean): void;
}

/** @param now wall time in milliseconds since 1970 (`backend/utils/http_client.py`) */
export function createCircuitBreaker(now: () => number): CircuitBreaker {
  const circuits = new Map<string, { failures: number; openedAtMs: number }>();
  const circuitOf = (url: URL) => {
    const key = `${url.protocol}//${url.host}${url.pathname}`;
    const circuit = circuits.get(key) ?? { failures: 0, openedAtMs: 0 };
    circuits.set(key, circuit);
    return circuit;
  };
  return {
    mayCall(url) {
      const circuit = circuitOf(url);
      if (circuit.failures < FAILURES_TO_OPEN) return true;
      if (now() - circuit.openedAtMs < OPEN_MS) return false;
      circuit.openedAtMs = now();
      return true;
    },
    record(url, hasFailed) {
      const circuit = circuitOf(url);
      circuit.failures = hasFailed ? circuit.failures + 1 : 0;
      if (circuit.failures >= FAILURES_TO_OPEN) circuit.openedAtMs = now();
    },
  };
}
