import { useState } from 'react';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { InviteMaker } from '../invite/invite-maker.tsx';

/** Brings in the others of the house. */
export function InvitePeople() {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="grid gap-5">
      <div className="grid gap-1.5">
        <h1 className="text-2xl font-semibold tracking-tight">{t('console.invitePeople')}</h1>
        <p className="text-soft">{t('console.invitePeopleLead')}</p>
      </div>
      <Button className="justify-self-start" onClick={() => setOpen(true)}>
        {t('console.invite')}
      </Button>
      {isOpen && <InviteMaker onClose={() => setOpen(false)} />}
    </section>
  );
}
