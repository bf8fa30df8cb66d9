import type { Space } from '@omniai/client';
import Folder from 'lucide-react-native/icons/folder';
import { useState } from 'react';
import { SPACE_NAME } from '../../lib/space-name.ts';
import { useText } from '../../lib/use-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { ListRow } from '../../ui/list-row.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { SpaceList } from './space-list.tsx';

interface SpaceFilterProps {
  /** Undefined for all conversations. */
  space: Space['space'] | undefined;
  onChange(space: Space['space'] | undefined): void;
}

/** Lists the conversations of one space, or all. */
export function SpaceFilter({ space, onChange }: SpaceFilterProps) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const choose = (chosen: Space['space'] | undefined) => {
    setOpen(false);
    onChange(chosen);
  };
  const name = space === undefined ? t('common.allSpaces') : t(SPACE_NAME[space]);
  return (
    <>
      <IconButton
        icon={Folder}
        label={`${t('common.spaces')}: ${name}`}
        isPressed={space !== undefined}
        onPress={() => setOpen(true)}
      />
      <Sheet title={t('common.spaces')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <ListRow title={t('common.allSpaces')} isSelected={space === undefined} onPress={() => choose(undefined)} />
        <SpaceList chosen={space} onChoose={choose} />
      </Sheet>
    </>
  );
}
