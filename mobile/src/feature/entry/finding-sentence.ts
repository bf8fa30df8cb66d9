import type { MessageId } from '../../lib/message-id.ts';
import type { Text } from '../../lib/use-text.ts';
import type { Finding } from '../../session/find-server.ts';

const SENTENCES: Record<Exclude<Finding['kind'], 'found'>, MessageId> = {
  offline: 'entry.troubleOffline',
  unknown_name: 'entry.troubleName',
  refused: 'entry.troubleRefused',
  tls: 'entry.troubleTls',
  silent: 'entry.troubleSilent',
  unreachable: 'entry.troubleUnreachable',
  away: 'entry.troubleAway',
  not_ours: 'entry.troubleNotOurs',
  too_old: 'entry.troubleTooOld',
  too_new: 'entry.troubleTooNew',
};

/** What stands in the way of a server, and what to do about it; undefined where nothing does. */
export function findingSentence(finding: Finding, server: string, t: Text): string | undefined {
  if (finding.kind === 'found') return finding.needsSetup ? t('entry.needsSetup', { server }) : undefined;
  return t(SENTENCES[finding.kind], { server, detail: finding.detail });
}
