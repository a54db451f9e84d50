// `allowed` is a whitelist: a new folder gets its row, or the check fails.
const row = (from, to) => ({ from: { path: `^${from}/` }, to: { path: to } });
const types = (from, to) => ({ from: { path: from }, to: { path: to, dependencyTypesNot: ['type-only'] } });
const packages = ['intake', 'order-system', 'activities', 'api', 'worker', 'cli'];
// what every process needs: its settings, its log, its start and end, and what it may call
const shared = '^(config|log|service|temporal-connection|public-address)[.]ts$';
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'unlisted-package', severity: 'error', from: {}, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] } },
    { name: 'messages-only', severity: 'error', ...types('^(api|intake)/', '^workflows/(?!messages[.]ts$)') },
    {
      name: 'workflows-by-path-only',
      severity: 'error',
      ...types('^(worker|activities)/', '^workflows/(?!messages[.]ts$)'),
    },
    { name: 'nobody-imports-tests', severity: 'error', from: { pathNot: '^test/' }, to: { path: '^test/' } },
  ],
  allowed: [
    // goes out by itself: nothing of the service, and only what its package names
    row('client', '^client/|^node_modules/(openapi-fetch|standardwebhooks)/'),
    row('domain', '^domain/'),
    row('workflows', '^(domain|workflows)/|^node_modules/@temporalio/(workflow|common)/'),
    row('calendars', '^(domain|calendars)/'),
    row('store', '^(domain|store)/|^node_modules/(knex|pg|@types/pg)/'),
    row('intake', '^(domain|store|intake)/|^workflows/messages[.]ts$'),
    row('order-system', '^(domain|order-system)/'),
    row(
      'activities',
      `^(activities|calendars|domain|store|intake|order-system)/|^workflows/(ports|messages)[.]ts$|${shared}`,
    ),
    row('api', `^(api|calendars|domain|store|intake|workflows)/|${shared}`),
    row('worker', `^(worker|activities|order-system|store|intake|domain)/|^workflows/(ports|messages)[.]ts$|${shared}`),
    row('cli', `^(cli|worker|api|calendars|store|intake|order-system|domain|migrations)/|${shared}`),
    row('migrations', '^migrations/|^node_modules/knex/'),
    ...packages.map((folder) => row(folder, '^node_modules/')),
    { from: { path: shared }, to: { path: `${shared}|^node_modules/` } },
    {
      from: {
        path: `^(client|store|migrations|${packages.join('|')}|(config|log|service|temporal-connection|public-address)[.]ts)`,
      },
      to: { dependencyTypes: ['core'] },
    },
  ],
  allowedSeverity: 'error',
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
