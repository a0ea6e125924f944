/** The walls of the house (docs/decisions/0003-maison.md): callers stand above callees, rooms speak to services. Knots of rooms: walls.mjs. */

/** A file's name says what it may touch; one whose name says nothing holds rules, and rules are pure. */
const TOUCHES = '\\.(routes|service|repository|sql|list|task)\\.ts$';
/** Rooms that are machines, and the tools of two others: they may touch anything a machine needs. */
const MACHINES =
  '^src/([^/]+\\.ts$|(kit|http|web|listes|journal|gestes|surveillance|impression|sceau)/)|^src/preuves/(cles|hasher)\\.ts$|^src/acces/(open-session|temps)\\.ts$';
/** The database, its rows, whoever reads or writes them. */
const IO = '\\.(repository|service|routes|sql)\\.ts$|^src/kit/(database|json-rows|jobs|mail|threads)\\.ts$';

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
      name: 'no-neighbours-repository',
      comment: 'a room asks a neighbour’s service, or the SQL it offers (x.sql.ts), never its repository',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '\\.repository\\.ts$', pathNot: '^src/$1/' },
    },
    {
      name: 'routes-through-services',
      comment: 'a page asks a service, never the database nor a repository',
      severity: 'error',
      from: { path: '\\.routes\\.ts$', pathNot: '^src/surveillance/' },
      to: { path: '(\\.(repository|sql)\\.ts|kit/database\\.ts)$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rules-are-pure',
      comment: 'a file of rules, a form or a presenter has no database, no page, no process; nor the types of who has',
      severity: 'error',
      from: { path: '^src/', pathNot: [TOUCHES, MACHINES] },
      to: { path: IO, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rules-are-nobodys-rows',
      comment: 'the types of rules are declared by the rules, not by a repository',
      severity: 'error',
      from: { path: '^src/', pathNot: [TOUCHES, MACHINES] },
      to: { path: '\\.repository\\.ts$' },
    },
    {
      name: 'rules-alone',
      comment: 'rules need no machine: no file, no network, no process; a hash or a decompression is a computation',
      severity: 'error',
      from: { path: '^src/', pathNot: [TOUCHES, MACHINES] },
      to: { dependencyTypes: ['core'], dependencyTypesNot: ['type-only'], pathNot: '^(crypto|zlib)$' },
    },
    { name: 'nothing-imports-main', severity: 'error', from: {}, to: { path: '^src/main\\.ts$' } },
    { name: 'product-without-tests', severity: 'error', from: { path: '^(src|seeds)/' }, to: { path: '^test/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
