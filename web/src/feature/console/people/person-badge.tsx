import { useText } from '../../../lib/use-text.ts';
import { Badge } from '../shared/badge.tsx';

export function RoleBadge({ role }: { role: 'user' | 'admin' }) {
  const t = useText();
  return role === 'admin' ? (
    <Badge tone="good">{t('console.admin')}</Badge>
  ) : (
    <Badge tone="calm">{t('console.user')}</Badge>
  );
}

export function StatusBadge({ status }: { status: 'active' | 'disabled' }) {
  const t = useText();
  return status === 'active' ? (
    <Badge tone="calm">{t('console.active')}</Badge>
  ) : (
    <Badge tone="danger">{t('console.disabled')}</Badge>
  );
}
