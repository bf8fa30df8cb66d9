import { unwrap } from '@omniai/client';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../lib/api-context.tsx';
import { queryKey } from '../../../lib/query-key.ts';
import { type Preferences, useChangePreferences } from '../../../lib/use-preferences.ts';
import { useText } from '../../../lib/use-text.ts';
import { Card } from '../../../ui/card.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { PreferenceSwitch } from '../shared/preference-switch.tsx';

/** What answers may use beside what the model knows. */
export function ToolsCard({ preferences }: { preferences: Preferences }) {
  const t = useText();
  const api = useApi();
  const tools = useQuery({
    queryKey: queryKey.tools,
    queryFn: ({ signal }) => unwrap(api.http.GET('/tools', { signal })),
  });
  const change = useChangePreferences();
  const chosen = preferences.tool_servers;
  const choose = (name: string, isOn: boolean) =>
    change.mutate({ tool_servers: isOn ? [...chosen, name] : chosen.filter((other) => other !== name) });
  return (
    <Card title={t('settings.toolsTitle')} description={t('settings.toolsLead')}>
      <PreferenceSwitch
        preferences={preferences}
        name="web_search"
        label={t('settings.webSearch')}
        hint={t('settings.webSearchHint')}
      />
      <QueryView query={tools}>
        {({ servers }) =>
          servers.length === 0 ? (
            <p className="text-sm text-soft">{t('settings.toolsEmpty')}</p>
          ) : (
            servers.map(({ name, tools: offered }) => (
              <Switch
                key={name}
                label={name}
                hint={
                  <ul className="grid gap-1 pt-1">
                    {offered.map((tool) => (
                      <li key={tool.name}>
                        <span className="font-mono text-ink">{tool.name}</span> {tool.description}
                        {tool.is_write && <span className="text-warn"> {t('settings.toolWrites')}</span>}
                      </li>
                    ))}
                  </ul>
                }
                isOn={chosen.includes(name)}
                onChange={(isOn) => choose(name, isOn)}
              />
            ))
          )
        }
      </QueryView>
    </Card>
  );
}
