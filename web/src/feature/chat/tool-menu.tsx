import { useText } from '../../lib/use-text.ts';
import { Menu, MenuCheckboxItem } from '../../ui/menu.tsx';
import type { FloatProps } from '../../ui/menu-button.tsx';
import type { ToolSwitches } from './use-tool-switches.ts';

/** The servers whose tools answers may use, each on or off. */
export function ToolMenu({ switches, ...float }: FloatProps & { switches: ToolSwitches }) {
  const t = useText();
  return (
    <Menu {...float} label={t('chat.tools')} side="top">
      {switches.servers.map(({ name, tools }) => (
        <MenuCheckboxItem
          key={name}
          checked={switches.serversOn.includes(name)}
          onCheckedChange={() => switches.switchServer(name)}
        >
          <span className="block truncate">{name}</span>
          <span className="block text-xs text-soft">{t('chat.toolCount', { count: tools.length })}</span>
        </MenuCheckboxItem>
      ))}
    </Menu>
  );
}
