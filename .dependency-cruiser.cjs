/** The walls of the house (docs/decisions/0003-maison.md): callers stand above callees, rooms speak to services. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    {
      name: 'kit-knows-no-domain',
      comment: 'kit knows what every program needs, never what a caution is',
      severity: 'error',
      from: { path: '^src/kit/' },
      to: { path: '^src/', pathNot: '^src/kit/' },
    },
    {
      name: 'routes-through-services',
      comment: 'a page asks a service, never the database nor a repository',
      severity: 'error',
      from: { path: '\\.routes\\.ts$', pathNot: '^src/surveillance/' },
      to: { path: '(\\.repository\\.ts|kit/database\\.ts)$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'presenters-read-nothing',
      comment: 'a presenter makes words of what it is given',
      severity: 'error',
      from: { path: '\\.presenter\\.ts$' },
      to: { path: '(\\.repository\\.ts|\\.service\\.ts|kit/database\\.ts)$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-rules',
      comment: 'the rules of the trade have no clock, no database, no page',
      severity: 'error',
      from: {
        path: '^src/(demandes/(demande|situation)|cautions/(caution|controle)|validations/validation|autorisations/autorisation|factures/prime|numeros/numero|session/acteur)\\.ts$',
      },
      to: { path: '(\\.repository\\.ts|\\.service\\.ts|kit/database\\.ts|\\.routes\\.ts)$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-imports-main',
      severity: 'error',
      from: {},
      to: { path: '^src/main\\.ts$' },
    },
    { name: 'product-without-tests', severity: 'error', from: { path: '^(src|seeds)/' }, to: { path: '^test/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
