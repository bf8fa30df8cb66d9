import { appendAudit } from '../audit/append-audit.ts';
import { sessionWriter } from '../store/session-writer.ts';
import type { Caller } from './caller.ts';
import { checkProof, type Proof, type ProofParts } from './check-proof.ts';
import type { SessionViewer } from './viewer.ts';

/** Renews the proof that dangerous acts ask for. @throws AppError what `checkProof` throws */
export async function confirmPresence(
  parts: ProofParts,
  viewer: SessionViewer,
  proof: Proof,
  caller: Caller,
): Promise<void> {
  await checkProof(parts, viewer, proof, caller);
  await parts.store.transact(async (tx) => {
    const now = parts.clock.now();
    await sessionWriter.prove(tx, viewer.sessionId, now);
    await appendAudit(tx, {
      at: now,
      actor: viewer.userId,
      action: 'session.confirm',
      target: { type: 'session', id: viewer.sessionId },
      ip: caller.ip,
      requestId: caller.requestId,
    });
  });
}
