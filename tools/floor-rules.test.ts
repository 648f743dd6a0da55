import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forbidden } from './floor-rules.ts'

const folder = mkdtempSync(join(tmpdir(), 'amphi-floors-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const modules = 'apps/server/src/modules'
const web = 'apps/web/src'

/** A file, what it imports, and the rule that must say so; undefined where nothing may. */
const planted: [from: string, to: string, rule: string | undefined, how?: 'import type'][] = [
  [`${modules}/rooms/rooms.service.ts`, `${modules}/sessions/index.ts`, 'rooms-looks-only-down'],
  [`${modules}/rooms/index.ts`, `${modules}/engines/index.ts`, 'rooms-looks-only-down'],
  [`${modules}/chat/index.ts`, `${modules}/rooms/rooms.table.ts`, 'use-the-front-door'],
  [`${modules}/sessions/index.ts`, `${modules}/people/index.ts`, undefined],
  [`${modules}/integrations/lti/index.ts`, `${modules}/integrations/bbb-api/index.ts`, 'integrations-stand-apart'],
  [`${modules}/rooms/room.ts`, `apps/server/src/platform/db.ts`, 'rules-are-pure'],
  [`${modules}/rooms/rooms.policy.ts`, `apps/server/src/platform/clock.ts`, 'rules-are-pure'],
  ['apps/server/src/platform/bus.ts', `${modules}/letters/index.ts`, 'ground-knows-no-module'],
  [`${modules}/journal/index.ts`, 'apps/server/src/house.ts', 'the-roof-is-on-top'],
  [`${modules}/tenants/index.ts`, 'packages/testkit/src/cast.ts', 'the-testkit-stays-in-tests'],
  [`${web}/features/rooms/index.ts`, `${web}/features/sessions/index.ts`, 'features-stand-apart'],
  [`${web}/pages/home/Home.ts`, `${web}/features/rooms/queries.ts`, 'features-have-a-door'],
  [`${web}/ui/Card.ts`, `${web}/ground/request.ts`, 'primitives-know-no-noun'],
  [`${web}/ground/live.ts`, `${web}/pages/home/Home.ts`, 'the-ground-is-below'],
  [`${web}/call/components/Tile.ts`, `${web}/call/media/tracks.ts`, 'components-ask-the-model'],
  [`${web}/call/components/Name.ts`, `${web}/call/media/types.ts`, undefined, 'import type'],
  [`${web}/call/model/roster.ts`, `${web}/call/components/Grid.ts`, 'models-know-no-screen'],
  [`${web}/pages/rooms/Rooms.ts`, 'packages/contract/src/rooms.ts', 'pages-load-no-schemas'],
  [`${web}/pages/people/People.ts`, 'packages/contract/src/people.ts', undefined, 'import type'],
  [`${web}/routes.ts`, 'packages/contract/src/pages.ts', undefined],
  ['packages/contract/src/pages.ts', 'packages/contract/src/rooms.ts', 'without-schemas-means-without'],
  [`${web}/main.ts`, `apps/server/src/main.ts`, 'apps-meet-in-the-contract'],
  ['packages/contract/src/grammar.ts', `apps/server/src/platform/queue.ts`, 'the-contract-is-the-cellar'],
  ['tools/one.ts', 'tools/two.ts', 'no-rings'],
  // A ring is told once.
  ['tools/two.ts', 'tools/one.ts', undefined],
]

const relative = (from: string, to: string) => `${'../'.repeat(dirname(from).split('/').length)}${to}`
const found = new Map<string, string[]>()

beforeAll(async () => {
  const files = new Map(planted.map(([, to]) => [to, 'export const it = 1\n']))
  for (const [from, to, , how = 'import'] of planted) {
    files.set(from, `${how} { it as other } from '${relative(from, to)}'\nexport const it: typeof other = 1\n`)
  }
  for (const [file, text] of files) {
    mkdirSync(join(folder, dirname(file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  const options = { ruleSet: { forbidden }, validate: true, tsPreCompilationDeps: true, baseDir: folder }
  const { output } = await cruise(['apps', 'packages', 'tools'], options)
  for (const { from, to, rule } of (output as ICruiseResult).summary.violations) {
    found.set(`${from} ${to}`, [...(found.get(`${from} ${to}`) ?? []), rule.name])
  }
})

test.each(planted)('%s → %s: %s', (from, to, rule) => {
  const said = found.get(`${from} ${to}`) ?? []

  if (rule) expect(said).toContain(rule)
  else expect(said).toEqual([])
})

test('every rule says what to do instead', () => {
  expect(forbidden.filter(({ comment }) => !comment)).toEqual([])
})
