import type { IForbiddenRuleType } from 'dependency-cruiser'
import floors from '../floors.json' with { type: 'json' }

const modules = 'apps/server/src/modules'
const web = 'apps/web/src'

/** What of the contract is plain data, for pages to load. */
const withoutSchemas = '^packages/contract/src/(generated/|(limits|pages|post)\\.ts$)'

const lookOnlyDown = floors.flatMap((names, floor) =>
  names.map((name) => {
    const sameOrAbove = floors.slice(floor).flat()
    const others = sameOrAbove.filter((other) => other !== name)
    return {
      name: `${name}-looks-only-down`,
      comment: `It stands on floor ${floor}. Move the question up, listen to a fact, or pass a plain value down.`,
      from: { path: `^${modules}/${name}/` },
      to: { path: others.length > 0 ? `^${modules}/(${others.join('|')})/` : '^$' },
    }
  }),
)

/** Who may open the house or its services: what runs them, and what tries them out. */
const openers =
  '^apps/server/src/(main|cli|house|services)\\.ts$|^apps/server/src/cli/|^packages/testkit/|^bench/|^tools/'

const wallsOfTheServer = [
  {
    name: 'use-the-front-door',
    comment: 'What others may hold of a module, its index.ts exports.',
    from: { path: `^${modules}/([^/]+)/` },
    to: { path: `^${modules}/[^/]+/(?!index\\.ts$)`, pathNot: `^${modules}/$1/` },
  },
  {
    name: 'use-the-front-door-from-outside',
    comment: 'What others may hold of a module, its index.ts exports.',
    from: { pathNot: `^${modules}/` },
    to: { path: `^${modules}/[^/]+/(?!index\\.ts$)` },
  },
  {
    name: 'integrations-stand-apart',
    comment: 'Two foreign tongues have nothing to say to each other: what they share belongs on a floor below.',
    from: { path: `^${modules}/integrations/([^/]+)/` },
    to: { path: `^${modules}/integrations/[^/]+/`, pathNot: `^${modules}/integrations/$1/` },
  },
  {
    name: 'rules-are-pure',
    comment: 'A thing and its policy decide from plain values: no database, no clock, no library.',
    // rooms/room.ts, doors/entry.ts, rooms/rooms.policy.ts
    from: { path: `^(${modules}/(\\w+)s)/(\\2|entry|\\w+\\.policy)\\.ts$` },
    to: { pathNot: ['^packages/contract/', '^$1/[^/.]+(\\.policy)?\\.ts$'] },
  },
  {
    name: 'ground-knows-no-module',
    comment: 'What platform needs to know of a module, the module tells it at opening.',
    from: { path: '^apps/server/src/platform/', pathNot: '\\.test\\.ts$' },
    to: { path: `^${modules}/` },
  },
  {
    name: 'the-roof-is-on-top',
    comment: 'Whatever runs the whole is run by nobody: only main, the command line and what tries them open it.',
    from: { pathNot: `${openers}|\\.test\\.ts$` },
    to: { path: '^apps/server/src/(main|cli|house|services)\\.ts$|^apps/server/src/cli/' },
  },
] satisfies IForbiddenRuleType[]

const wallsOfTheWeb = [
  {
    name: 'features-stand-apart',
    comment: 'A page joins features; a feature does not know another.',
    from: { path: `^${web}/features/([^/]+)/` },
    to: { path: `^${web}/(features|pages|call)/`, pathNot: `^${web}/features/$1/` },
  },
  {
    name: 'features-have-a-door',
    comment: 'What others may hold of a feature, its index.ts exports.',
    from: { path: `^${web}/`, pathNot: `^${web}/features/` },
    to: { path: `^${web}/features/[^/]+/(?!index\\.ts$)` },
  },
  {
    name: 'primitives-know-no-noun',
    comment: 'ui draws what it is given: it fetches nothing, and knows no feature, page or call.',
    from: { path: `^${web}/ui/` },
    to: { path: `^${web}/(features|pages|call)/|^${web}/ground/(request|queries|live|welcome)\\.ts$` },
  },
  {
    name: 'the-ground-is-below',
    comment: 'What the ground needs of a page, the page hands to it.',
    from: { path: `^${web}/ground/` },
    to: { path: `^${web}/(features|pages|call|ui)/`, pathNot: 'words\\.\\w+\\.json$' },
  },
  {
    name: 'components-ask-the-model',
    comment: 'Components of the call read view models; only the model touches media. Types may be named.',
    from: { path: `^${web}/call/components/` },
    to: { path: `^${web}/call/media/`, dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'models-know-no-screen',
    comment: 'A view model is plain TypeScript: no React, no component, so that a test can run it.',
    from: { path: `^${web}/call/(model|media)/` },
    to: { path: `^${web}/(call/components|ui|pages|features)/|node_modules/(@types/)?react(-dom)?/` },
  },
  {
    name: 'pages-load-no-schemas',
    comment:
      'Zod is 60 kB. Import only types of the contract, its addresses (generated), pages, limits, and the plain words of post.ts.',
    from: { path: `^${web}/`, pathNot: '\\.test\\.tsx?$' },
    to: {
      path: '^packages/contract/',
      pathNot: withoutSchemas,
      dependencyTypesNot: ['type-only'],
    },
  },
] satisfies IForbiddenRuleType[]

const wallsBetween = [
  {
    name: 'without-schemas-means-without',
    comment: 'Pages load this: what it imported, they would load as well.',
    from: { path: withoutSchemas },
    to: { path: '.', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'the-contract-is-the-cellar',
    comment: 'It runs in the browser too, and knows nobody but zod.',
    from: { path: '^packages/contract/' },
    to: { pathNot: '^packages/contract/|node_modules/zod/' },
  },
  {
    name: 'apps-meet-in-the-contract',
    comment: 'Say it in packages/contract; both sides read it there.',
    from: { path: '^apps/([^/]+)/' },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  {
    name: 'the-testkit-stays-in-tests',
    comment: 'What production needs of it belongs in platform.',
    from: { path: '^(apps|packages)/', pathNot: '\\.(test|suite)\\.tsx?$|^packages/testkit/' },
    to: { path: '^packages/testkit/' },
  },
  {
    name: 'no-rings',
    comment: 'Two files that need each other are one file, or want a third below them.',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'nothing-unresolved',
    comment: 'An import the check cannot follow is one it cannot forbid.',
    from: {},
    // Types that vite brings for itself.
    to: { couldNotResolve: true, pathNot: '^vite/client$' },
  },
] satisfies IForbiddenRuleType[]

export const forbidden: IForbiddenRuleType[] = [
  ...lookOnlyDown,
  ...wallsOfTheServer,
  ...wallsOfTheWeb,
  ...wallsBetween,
].map((rule) => ({ severity: 'error', ...rule }))
