import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { loadArea } from '../lib/i18n.ts';
import { ChatLayout } from './chat-layout.tsx';
import { NotFound } from './not-found.tsx';
import { RootLayout } from './root-layout.tsx';

/** What the way to a place begins to fetch. */
interface RouterContext {
  preloadMessages(conversationId: string): void;
}

const root = createRootRouteWithContext<RouterContext>()({ component: RootLayout, notFoundComponent: NotFound });

const authPage = (name: 'SignInPage' | 'SetupPage' | 'RegisterPage' | 'ForgotPage' | 'ResetPage') =>
  lazyRouteComponent(() => import('./auth-page.tsx'), name);

const loadAuth = () => loadArea('auth');
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  // Only places inside the page that people are sent to from outside.
  validateSearch: ({ next, error }: Record<string, unknown>) => ({
    ...(typeof next === 'string' && /^\/(omi|voice)(\?|$)/.test(next) && { next }),
    ...(typeof error === 'string' && /^E\d{4}$/.test(error) && { error }),
  }),
  loader: loadAuth,
  component: authPage('SignInPage'),
});
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  loader: loadAuth,
  component: authPage('SetupPage'),
});
const forgot = createRoute({
  getParentRoute: () => root,
  path: '/forgot',
  loader: loadAuth,
  component: authPage('ForgotPage'),
});
const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset',
  loader: loadAuth,
  component: authPage('ResetPage'),
});
const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  validateSearch: ({ invite }: Record<string, unknown>) => (typeof invite === 'string' ? { invite } : {}),
  loader: loadAuth,
  component: authPage('RegisterPage'),
});

const voiceArrival = ({ uid, state }: Record<string, unknown>) => ({
  // An id of digits alone is read as a number.
  ...((typeof uid === 'string' || typeof uid === 'number') && { uid: String(uid) }),
  ...(typeof state === 'string' && { state }),
});
const voice = createRoute({
  getParentRoute: () => root,
  path: '/voice',
  validateSearch: voiceArrival,
  loader: () => Promise.all([loadArea('voice'), loadArea('context'), loadArea('chat')]),
  component: lazyRouteComponent(() => import('./voice-page.tsx'), 'VoicePage'),
});
/** Where Omi leads people to. */
const omi = createRoute({
  getParentRoute: () => root,
  path: '/omi',
  validateSearch: voiceArrival,
  beforeLoad: ({ search }) => {
    throw redirect({ to: '/voice', search, replace: true });
  },
});

const memories = createRoute({
  getParentRoute: () => root,
  path: '/memories',
  loader: () => loadArea('context'),
  component: lazyRouteComponent(() => import('./memories-page.tsx'), 'MemoriesPage'),
});

const settingsFrame = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  loader: () => loadArea('settings'),
  component: lazyRouteComponent(() => import('./settings-layout.tsx'), 'SettingsLayout'),
});
const settings = settingsFrame.addChildren([
  createRoute({
    getParentRoute: () => settingsFrame,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/settings/profile', replace: true });
    },
  }),
  createRoute({
    getParentRoute: () => settingsFrame,
    path: '/profile',
    component: lazyRouteComponent(() => import('../feature/settings/profile/profile-screen.tsx'), 'ProfileScreen'),
  }),
  createRoute({
    getParentRoute: () => settingsFrame,
    path: '/security',
    component: lazyRouteComponent(() => import('../feature/settings/security/security-screen.tsx'), 'SecurityScreen'),
  }),
  createRoute({
    getParentRoute: () => settingsFrame,
    path: '/keys',
    component: lazyRouteComponent(() => import('../feature/settings/key/keys-screen.tsx'), 'KeysScreen'),
  }),
  createRoute({
    getParentRoute: () => settingsFrame,
    path: '/answers',
    component: lazyRouteComponent(() => import('../feature/settings/answer/answers-screen.tsx'), 'AnswersScreen'),
  }),
  createRoute({
    getParentRoute: () => settingsFrame,
    path: '/phone',
    component: lazyRouteComponent(() => import('../feature/settings/phone/phone-screen.tsx'), 'PhoneScreen'),
  }),
  createRoute({
    getParentRoute: () => settingsFrame,
    path: '/pushes',
    component: lazyRouteComponent(() => import('../feature/settings/push/pushes-screen.tsx'), 'PushesScreen'),
  }),
  createRoute({
    getParentRoute: () => settingsFrame,
    path: '/usage',
    component: lazyRouteComponent(() => import('../feature/settings/usage/usage-screen.tsx'), 'UsageScreen'),
  }),
  createRoute({
    getParentRoute: () => settingsFrame,
    path: '/data',
    component: lazyRouteComponent(() => import('./settings-data-page.tsx'), 'SettingsDataPage'),
  }),
  createRoute({
    getParentRoute: () => settingsFrame,
    path: '/access',
    component: lazyRouteComponent(() => import('../feature/settings/access/access-screen.tsx'), 'AccessScreen'),
  }),
]);

const tasks = createRoute({
  getParentRoute: () => root,
  path: '/tasks',
  loader: () => loadArea('context'),
  component: lazyRouteComponent(() => import('./tasks-page.tsx'), 'TasksPage'),
});

const notifications = createRoute({
  getParentRoute: () => root,
  path: '/notifications',
  loader: () => loadArea('context'),
  component: lazyRouteComponent(() => import('./notifications-page.tsx'), 'NotificationsPage'),
});

const consoleFrame = createRoute({
  getParentRoute: () => root,
  path: '/console',
  loader: () => loadArea('console'),
  component: lazyRouteComponent(() => import('./console-layout.tsx'), 'ConsoleLayout'),
});
const consoleModelPage = (
  name: 'ProvidersPage' | 'NewProviderPage' | 'ProviderPage' | 'PricesPage' | 'ToolServersPage',
) => lazyRouteComponent(() => import('./console-model-page.tsx'), name);
const consolePeoplePage = (name: 'PeoplePage' | 'PersonPage' | 'InvitesPage' | 'LimitsPage') =>
  lazyRouteComponent(() => import('./console-people-page.tsx'), name);
const consoleSystemPage = (
  name:
    | 'OverviewPage'
    | 'UsagePage'
    | 'StreamsPage'
    | 'OutboxPage'
    | 'MetricsPage'
    | 'BackupsPage'
    | 'RetentionPage'
    | 'AuditPage'
    | 'SystemPage',
) => lazyRouteComponent(() => import('./console-system-page.tsx'), name);
const inConsole = { getParentRoute: () => consoleFrame };
const consolePages = consoleFrame.addChildren([
  createRoute({
    ...inConsole,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/console/overview', replace: true });
    },
  }),
  createRoute({ ...inConsole, path: '/overview', component: consoleSystemPage('OverviewPage') }),
  createRoute({ ...inConsole, path: '/people', component: consolePeoplePage('PeoplePage') }),
  createRoute({ ...inConsole, path: '/people/$userId', component: consolePeoplePage('PersonPage') }),
  createRoute({ ...inConsole, path: '/invites', component: consolePeoplePage('InvitesPage') }),
  createRoute({ ...inConsole, path: '/limits', component: consolePeoplePage('LimitsPage') }),
  createRoute({ ...inConsole, path: '/usage', component: consoleSystemPage('UsagePage') }),
  createRoute({ ...inConsole, path: '/providers', component: consoleModelPage('ProvidersPage') }),
  createRoute({ ...inConsole, path: '/providers/new', component: consoleModelPage('NewProviderPage') }),
  createRoute({ ...inConsole, path: '/providers/$providerId', component: consoleModelPage('ProviderPage') }),
  createRoute({ ...inConsole, path: '/prices', component: consoleModelPage('PricesPage') }),
  createRoute({ ...inConsole, path: '/tools', component: consoleModelPage('ToolServersPage') }),
  createRoute({ ...inConsole, path: '/streams', component: consoleSystemPage('StreamsPage') }),
  createRoute({ ...inConsole, path: '/outbox', component: consoleSystemPage('OutboxPage') }),
  createRoute({ ...inConsole, path: '/metrics', component: consoleSystemPage('MetricsPage') }),
  createRoute({ ...inConsole, path: '/backups', component: consoleSystemPage('BackupsPage') }),
  createRoute({ ...inConsole, path: '/retention', component: consoleSystemPage('RetentionPage') }),
  createRoute({ ...inConsole, path: '/audit', component: consoleSystemPage('AuditPage') }),
  createRoute({ ...inConsole, path: '/system', component: consoleSystemPage('SystemPage') }),
]);
const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  loader: () => loadArea('console'),
  component: lazyRouteComponent(() => import('./welcome-page.tsx'), 'WelcomePage'),
});

/** One screen for both addresses, so that a conversation that gets its id under way stays as it is on the screen. */
const chat = createRoute({
  getParentRoute: () => root,
  id: 'chat',
  loader: () => loadArea('chat'),
  component: ChatLayout,
});
const newConversation = createRoute({
  getParentRoute: () => chat,
  path: '/',
  validateSearch: ({ temporary }: Record<string, unknown>) => (temporary === true ? { temporary } : {}),
});
const conversation = createRoute({
  getParentRoute: () => chat,
  path: '/c/$conversationId',
  /** A message to go to. */
  validateSearch: ({ message }: Record<string, unknown>) => (typeof message === 'string' ? { message } : {}),
  loader: ({ context, params }) => context.preloadMessages(params.conversationId),
});

const routeTree = root.addChildren([
  signIn,
  setup,
  register,
  forgot,
  reset,
  omi,
  voice,
  memories,
  tasks,
  notifications,
  settings,
  consolePages,
  welcome,
  chat.addChildren([newConversation, conversation]),
]);

/** The places of the page. What a link leads to is fetched when somebody is about to follow it. */
export function createPageRouter(context: RouterContext) {
  return createRouter({ routeTree, context, basepath: import.meta.env.BASE_URL, defaultPreload: 'intent' });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPageRouter>;
  }
}
