import { type ReactNode, useState } from 'react';
import { formatAgo, formatDay, formatMoment } from '../../lib/format-moment.ts';
import { type Text, useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { AddressDialog } from './address-dialog.tsx';
import type { OmiLink } from './omi-link.ts';
import { SelfTestSteps } from './self-test-steps.tsx';
import { UnlinkDialog } from './unlink-dialog.tsx';
import { useSelfTest } from './use-self-test.ts';

/** One linked wearable: whether it is heard, and what can be done about it. */
export function LinkCard({ link }: { link: OmiLink }) {
  const t = useText();
  const [open, setOpen] = useState<'address' | 'unlink' | null>(null);
  const selfTest = useSelfTest(link.omi_user_id);
  const close = () => setOpen(null);
  return (
    <article
      aria-label={`Omi ${link.omi_user_id}`}
      className="grid gap-5 rounded-2xl border border-line bg-raised p-5 sm:p-6"
    >
      <div className="grid gap-1">
        <h2 className="truncate text-base font-semibold">{link.omi_user_id}</h2>
        <Hearing link={link} />
      </div>
      <Facts link={link} />
      <SelfTestSteps link={link} test={selfTest} />
      <div className="flex flex-wrap gap-2">
        <Button size="small" disabled={selfTest.isPending} onClick={() => selfTest.mutate()}>
          {t(selfTest.isPending ? 'voice.testing' : 'voice.test')}
        </Button>
        <Button size="small" onClick={() => setOpen('address')}>
          {t('voice.newAddress')}
        </Button>
        <Button size="small" look="quiet" onClick={() => setOpen('unlink')}>
          {t('voice.unlink')}
        </Button>
      </div>
      {open === 'address' && <AddressDialog link={link} onClose={close} />}
      {open === 'unlink' && <UnlinkDialog link={link} onClose={close} />}
    </article>
  );
}

/** One line on what matters most: is it heard? */
function Hearing({ link }: { link: OmiLink }) {
  const t = useText();
  const [color, sentence] = readHearing(link, t);
  return (
    <p role="status" className="flex items-center gap-2 text-sm text-soft">
      <span className={`size-2 shrink-0 rounded-full ${color}`} aria-hidden="true" />
      {sentence}
    </p>
  );
}

function readHearing(link: OmiLink, t: Text): [color: string, sentence: string] {
  if (link.current_session) return ['bg-good', t('voice.heardNow')];
  if (link.is_silent) return ['bg-warn', t('voice.silent')];
  if (link.last_delivery_at === null) return ['bg-line-strong', t('voice.heardNothing')];
  return ['bg-good', t('voice.heardLast', { ago: formatAgo(link.last_delivery_at, Date.now()) })];
}

function Facts({ link }: { link: OmiLink }) {
  const t = useText();
  const { budget } = link;
  return (
    <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-2">
      {link.verified_at && <Fact name={t('voice.linkedSince')}>{formatDay(link.verified_at)}</Fact>}
      {budget && (
        <Fact name={t('voice.budgetLeft')}>{t('voice.budgetOf', { left: budget.left, limit: budget.limit })}</Fact>
      )}
      <Fact name={t('voice.address')}>
        <span className="font-mono text-[0.8125rem] break-all">{link.webhook_hint}</span>
        {link.previous_valid_until && (
          <span className="block text-[0.8125rem] text-soft">
            {t('voice.addressBefore', { until: formatMoment(link.previous_valid_until) })}
          </span>
        )}
      </Fact>
      {link.current_session && link.current_session.segments > 0 && (
        <Fact name={t('voice.piecesNow')}>{link.current_session.segments}</Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 content-start gap-0.5">
      <dt className="text-[0.8125rem] text-soft">{name}</dt>
      <dd className="min-w-0 tabular-nums">{children}</dd>
    </div>
  );
}
