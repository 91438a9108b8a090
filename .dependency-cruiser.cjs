/**
 * The walls of the house. `npm run check` proves that they stand.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const ciphers = '^node_modules/(@noble|age-encryption)/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Dependencies point one way.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'web-stands-alone',
      comment: 'The web talks to the API over HTTP only; it imports itself and generated documents.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(api|moderation|analytics|prisma|tests)/' },
    },
    {
      name: 'nothing-imports-the-web',
      severity: 'error',
      from: { path: '^(api|moderation|markdown|analytics|prisma)/' },
      to: { path: '^web/' },
    },
    {
      name: 'moderation-knows-no-author',
      comment: 'Rules and transitions: no API, no analytics, no vault.',
      severity: 'error',
      from: { path: '^moderation/' },
      to: { path: '^(api|analytics|web|tests)/' },
    },
    {
      name: 'markdown-stands-alone',
      comment: 'One parser for server and web: pure, and of neither.',
      severity: 'error',
      from: { path: '^markdown/' },
      to: { pathNot: '^markdown/' },
    },
    {
      name: 'analytics-knows-no-author',
      comment: 'It is handed pseudonyms and can neither make nor resolve them.',
      severity: 'error',
      from: { path: '^analytics/' },
      to: { path: '^(api|moderation|web|prisma|tests)/' },
    },
    {
      name: 'ciphers-in-the-vault-only',
      comment: 'On the server only api/identity encrypts or multiplies points.',
      severity: 'error',
      from: { path: '^(api|moderation|analytics|prisma)/', pathNot: '^api/identity/' },
      to: { path: ciphers },
    },
    {
      name: 'ciphers-of-the-web-in-two-places-only',
      severity: 'error',
      from: { path: '^web/', pathNot: '^web/features/(lookups/protocol/|drafts/draft-cipher\\.ts$)' },
      to: { path: ciphers },
    },
    {
      name: 'vault-primitives-stay-inside',
      comment:
        'Outside the vault its commands are called, not its ciphers. The audit chain hashes and signs with the same primitives; commands at the terminal and the start read the keyring.',
      severity: 'error',
      from: {
        path: '^(api|prisma)/',
        pathNot: '^api/(identity|audit|lookups|start\\.ts|services\\.ts|admin)',
      },
      to: { path: '^api/identity/crypto/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'ui-knows-no-noun',
      severity: 'error',
      from: { path: '^web/ui/' },
      to: { path: '^web/(features|app|graphql)/' },
    },
    {
      name: 'platform-knows-no-noun',
      severity: 'error',
      from: { path: '^api/platform/' },
      to: { path: '^api/', pathNot: '^api/(platform/|config\\.ts)' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: '^tests/' },
      to: { path: '^tests/' },
    },
    {
      name: 'seeds-are-for-starting',
      comment: 'Only the entry points know that there is demo data.',
      severity: 'error',
      from: { path: '^api/', pathNot: '^api/(main\\.ts|admin/)' },
      to: { path: '^prisma/seed/' },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      // A package of types only; TypeScript resolves it.
      to: { couldNotResolve: true, pathNot: '^@graphql-typed-document-node/core$' },
    },
    {
      name: 'production-needs-production-packages',
      comment: 'What the server runs on must not be a development dependency.',
      severity: 'error',
      from: { path: '^(api|moderation|analytics)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], pathNot: '^node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|client)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
