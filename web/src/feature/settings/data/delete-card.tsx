import { useState } from 'react';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { DeleteDialog } from './delete-dialog.tsx';

export function DeleteCard({ onDeleted }: { onDeleted(): void }) {
  const t = useText();
  const [isAsking, setAsking] = useState(false);
  return (
    <Card title={t('settings.leave')} description={t('settings.leaveLead')}>
      <Button look="danger" className="justify-self-start" onClick={() => setAsking(true)}>
        {t('settings.leaveAsk')}
      </Button>
      {isAsking && <DeleteDialog onDeleted={onDeleted} onClose={() => setAsking(false)} />}
    </Card>
  );
}
