import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { PricesScreen } from '../feature/console/price/prices-screen.tsx';
import { NewProviderScreen } from '../feature/console/provider/new-provider-screen.tsx';
import { ProviderScreen } from '../feature/console/provider/provider-screen.tsx';
import { ProvidersScreen } from '../feature/console/provider/providers-screen.tsx';
import { ToolServersScreen } from '../feature/console/tool-server/tool-servers-screen.tsx';
import { useText } from '../lib/use-text.ts';
import { ConsoleBack } from './console-back.tsx';

export function ProvidersPage() {
  const t = useText();
  return (
    <ProvidersScreen
      add={
        <Link
          to="/console/providers/new"
          className="inline-flex h-10 items-center rounded-lg bg-accent px-4 text-sm font-medium text-on-accent hover:brightness-110"
        >
          {t('console.addProvider')}
        </Link>
      }
      linkTo={(providerId, name) => (
        <Link
          to="/console/providers/$providerId"
          params={{ providerId }}
          className="underline-offset-3 hover:underline"
        >
          {name}
        </Link>
      )}
    />
  );
}

export function NewProviderPage() {
  const navigate = useNavigate();
  return <NewProviderScreen back={<ToProviders />} onMade={() => void navigate({ to: '/console/providers' })} />;
}

export function ProviderPage() {
  const { providerId } = useParams({ from: '/console/providers/$providerId' });
  const navigate = useNavigate();
  return (
    <ProviderScreen
      key={providerId}
      providerId={providerId}
      back={<ToProviders />}
      onDeleted={() => void navigate({ to: '/console/providers', replace: true })}
    />
  );
}

export function PricesPage() {
  return <PricesScreen />;
}

export function ToolServersPage() {
  return <ToolServersScreen />;
}

function ToProviders() {
  const t = useText();
  return <ConsoleBack to="/console/providers">{t('console.providers')}</ConsoleBack>;
}
