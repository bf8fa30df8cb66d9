import type { ApiSchemas } from '@omniai/client';
import type { MessageId } from '../../../lib/message-id.ts';
import { useText } from '../../../lib/use-text.ts';
import { Table, TableCell } from '../../../ui/table.tsx';
import { Badge } from '../shared/badge.tsx';

type Variable = ApiSchemas['SettingVariable'];

const AREA: Readonly<Record<Variable['area'], MessageId>> = {
  server: 'console.areaServer',
  data: 'console.areaData',
  people: 'console.areaPeople',
  models: 'console.areaModels',
  voice: 'console.areaVoice',
  operation: 'console.areaOperation',
};

/** The variables of the environment with what holds now, area by area. */
export function VariableTable({ variables }: { variables: readonly Variable[] }) {
  return [...Map.groupBy(variables, ({ area }) => area)].map(([area, theirs]) => (
    <Area key={area} area={area} variables={theirs} />
  ));
}

function Area({ area, variables }: { area: Variable['area']; variables: readonly Variable[] }) {
  const t = useText();
  return (
    <div className="grid gap-2">
      <h4 className="text-sm font-medium">{t(AREA[area])}</h4>
      <Table label={t(AREA[area])} columns={[t('console.variable'), t('console.value')]} isStacked>
        {variables.map((variable) => (
          <tr key={variable.name}>
            <TableCell className="sm:w-1/2">
              <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <span className="font-mono text-[0.8125rem] break-all">{variable.name}</span>
                {variable.is_set && <Badge tone="good">{t('console.isSet')}</Badge>}
              </span>
            </TableCell>
            <TableCell className={`break-all ${variable.value === null ? 'text-soft' : ''}`}>
              {variable.value ?? t(variable.is_secret && variable.is_set ? 'console.hidden' : 'console.none')}
            </TableCell>
          </tr>
        ))}
      </Table>
    </div>
  );
}
