/** The order in which the server's folders may import each other: each only those before it. */
const ORDER = [
  'kit',
  'config.ts',
  'errors.ts',
  'log.ts',
  'store',
  'bus',
  'job',
  'file',
  'account',
  'quota',
  'audit',
  'provider',
  'tool',
  'run',
  'context',
  'chat',
  'omi',
  'admin',
  'create-background-jobs.ts',
  'http',
  'app.ts',
  'main.ts',
  'cli',
];

/** Places that stand where they do for a reason of their own, with that reason. */
const EXCEPTIONS = {
  // Signing in is audited in its own transaction.
  account: ['audit'],
};

const at = (name) => `^server/src/${name.replace('.', '\\.')}(/|$)`;

const walls = ORDER.map((name, index) => ({
  name: `${name} imports only what comes before it`,
  severity: 'error',
  from: { path: at(name), pathNot: '\\.test\\.ts$' },
  to: {
    path: ORDER.slice(index + 1)
      .filter((later) => !(EXCEPTIONS[name] ?? []).includes(later))
      .map(at),
  },
}));

module.exports = {
  forbidden: [
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    ...walls.filter(({ to }) => to.path.length > 0),
    {
      name: 'only the store knows SQL',
      severity: 'error',
      from: { path: '^server/src/', pathNot: ['^server/src/store/'] },
      to: { path: 'node_modules/(kysely|pg)/|^node:sqlite$|^sqlite$' },
    },
    {
      name: 'only http knows Fastify',
      severity: 'error',
      from: { path: '^server/src/', pathNot: '^server/src/http/' },
      to: { path: 'node_modules/(fastify|@fastify)/' },
    },
    {
      name: 'dialect differences live in store/dialect',
      severity: 'error',
      from: { path: '^server/src/', pathNot: '^server/src/store/(dialect|open\\.ts)' },
      to: { path: 'node_modules/pg/|^node:sqlite$|^sqlite$' },
    },
    {
      name: 'features of the page never import each other',
      severity: 'error',
      from: { path: '^web/src/feature/([^/]+)/' },
      to: { path: '^web/src/feature/', pathNot: '^web/src/feature/$1/' },
    },
    {
      name: 'features of the phone app never import each other',
      severity: 'error',
      from: { path: '^mobile/src/feature/([^/]+)/' },
      to: { path: '^mobile/src/(feature|shell)/', pathNot: '^mobile/src/feature/$1/' },
    },
    {
      name: 'the session of the phone app knows no screen',
      severity: 'error',
      from: { path: '^mobile/src/session/' },
      to: { path: '^mobile/src/(?!session/)' },
    },
    {
      name: 'the client imports neither server nor page',
      severity: 'error',
      from: { path: '^client/src/' },
      to: { path: '^(server|web|mobile)/' },
    },
    {
      name: 'the page imports no server code',
      severity: 'error',
      from: { path: '^web/src/' },
      to: { path: '^server/' },
    },
    {
      name: 'everything imported is there',
      severity: 'error',
      // The phone app installs its own, and not everybody has it.
      from: { pathNot: '^mobile/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Tests reach everywhere, and the parser does not know their `using` yet.
    exclude: { path: '(^|/)dist/|\\.test\\.tsx?$|/test/' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
