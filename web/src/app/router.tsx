import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { loadArea } from '../lib/i18n.ts';
import { ChatLayout } from './chat-layout.tsx';
import { NotFound } from './not-found.tsx';
import { RootLayout } from './root-layout.tsx';

const root = createRootRouteWithContext()({ component: RootLayout, notFoundComponent: NotFound });

const authPage = (name: 'SignInPage' | 'SetupPage' | 'RegisterPage' | 'ForgotPage' | 'ResetPage') =>
  lazyRouteComponent(() => import('./auth-page.tsx'), name);

const loadAuth = () => loadArea('auth');
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  // Only places inside the page that people are sent to from outside.
  validateSearch: ({ next, error }: Record<string, unknown>) => ({
    ...(typeof next === 'string' && /^\/omi(\?|$)/.test(next) && { next }),
    ...(typeof error === 'string' && /^E\d{4}$/.test(error) && { error }),
  }),
  loader: loadAuth,
  component: authPage('SignInPage'),
});
const setup = createRoute({ getParentRoute: () => root, path: '/setup', loader: loadAuth, component: authPage('SetupPage') });
const forgot = createRoute({ getParentRoute: () => root, path: '/forgot', loader: loadAuth, component: authPage('ForgotPage') });
const reset = createRoute({ getParentRoute: () => root, path: '/reset', loader: loadAuth, component: authPage('ResetPage') });
const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  validateSearch: ({ invite }: Record<string, unknown>) => (typeof invite === 'string' ? { invite } : {}),
  loader: loadAuth,
  component: authPage('RegisterPage'),
});

const omi = createRoute({
  getParentRoute: () => root,
  path: '/omi',
  validateSearch: ({ uid, state }: Record<string, unknown>) => ({
    // An id of digits alone is read as a number.
    ...((typeof uid === 'string' || typeof uid === 'number') && { uid: String(uid) }),
    ...(typeof state === 'string' && { state }),
  }),
  component: lazyRouteComponent(() => import('./omi-page.tsx'), 'OmiPage'),
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
]);

const tasks = createRoute({
  getParentRoute: () => root,
  path: '/tasks',
  loader: () => loadArea('context'),
  component: lazyRouteComponent(() => import('./tasks-page.tsx'), 'TasksPage'),
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
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    setup,
    register,
    forgot,
    reset,
    omi,
    memories,
    tasks,
    settings,
    chat.addChildren([newConversation, conversation]),
  ]),
  basepath: import.meta.env.BASE_URL,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
