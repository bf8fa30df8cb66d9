import { openOverlay } from '../../../lib/overlay.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { DeleteCard } from './delete-card.tsx';
import { ExportCard } from './export-card.tsx';
import { FilesCard } from './files-card.tsx';
import { ImportCard } from './import-card.tsx';

/** Everything that is the person's: out, in, and away. */
export function DataScreen({ onDeleted }: { onDeleted(): void }) {
  const t = useText();
  return (
    <>
      <ExportCard />
      <ImportCard />
      <Card
        title={t('settings.conversationsImport')}
        description={t('settings.conversationsImportLead')}
        action={
          <Button size="small" onClick={() => openOverlay('import')}>
            {t('settings.conversationsImportGo')}
          </Button>
        }
      />
      <FilesCard />
      <DeleteCard onDeleted={onDeleted} />
    </>
  );
}
