import type { Page } from 'playwright-core'
import { externalApi, roomPage } from '../../packages/testkit/src/jitsi-pages.ts'
import { asker } from './ask.ts'
import { jitsi } from './past.ts'
import type { Studio } from './studio.ts'

const there = ['Camille Auger', 'Thomas Lefèvre', 'Awa Diop', 'Karim Benali', 'Mei Lin']

/** The page around Jitsi’s frame, and how a server of Jitsi is added; the server is played by the browser. */
export const playJitsi = async ({ url, language, say, as, shoot, scene }: Studio) => {
  const words = (key: string) => say(`jitsi ${key}`)
  const nodes = (key: string) => say(`features/nodes ${key}`)
  const meeting = {
    address: `https://${jitsi}/`,
    name: 'k7mq-3f9x-w2hd-p6vn-t8jc',
    token: null,
    subject: 'Droit constitutionnel, groupe 2',
    person: { name: 'Awa Diop', pictureUrl: null },
    language,
    startMuted: false,
    password: null,
    lobby: false,
  }

  const play = async (page: Page) => {
    const people = there.map((name, at) => ({ id: String(at), name, role: at === 0 ? 'moderator' : 'participant' }))
    const drawn = { what: 'room', subject: meeting.subject, people }
    const answers: [string, string, string][] = [
      ['external_api.js', 'text/javascript', externalApi],
      ['double/join', 'application/json', '{"id":"2"}'],
      ['double/events*', 'text/event-stream', `data: ${JSON.stringify(drawn)}\n\n`],
      ['double/leave', 'application/json', '{}'],
    ]
    await page.route(`https://${jitsi}/**`, (route) => route.fulfill({ contentType: 'text/html', body: roomPage }))
    for (const [path, contentType, body] of answers)
      await page.route(`https://${jitsi}/${path}`, (route) => route.fulfill({ contentType, body }))
    await page.route('**/api/v1/jitsi/reports', (route) => route.fulfill({ json: { over: null } }))
  }

  await scene(
    ['jitsi', 'jitsi-plain', 'jitsi-early', 'jitsi-gone', 'jitsi-over', 'jitsi-add', 'jitsi-change'],
    async () => {
      const { page: admin, context } = await as('malik')
      const { nodes: all } = await asker(context, url)<{ nodes: { id: string; engine: string }[] }>('GET', '/nodes')
      const address = `${url}/jitsi/${all.find(({ engine }) => engine === 'jitsi')?.id}#pass`
      const opened = async (reply: object) => {
        const { page } = await as()
        await play(page)
        await page.route('**/api/v1/jitsi/openings', (route) => route.fulfill({ json: reply }))
        return page
      }

      const inside = await opened({ outcome: 'open', meeting })
      await inside.goto(address)
      await inside.frameLocator('iframe').getByText('Awa Diop').waitFor()
      await shoot(inside, 'jitsi')
      await inside.getByText(words('plain'), { exact: true }).click()
      await shoot(inside, 'jitsi-plain')

      const early = await opened({ outcome: 'early', subject: meeting.subject })
      await early.goto(address)
      await early.getByRole('heading', { name: words('early.title') }).waitFor()
      await shoot(early, 'jitsi-early')
      const gone = await opened({ outcome: 'open', meeting })
      await gone.route(`https://${jitsi}/external_api.js`, (route) => route.abort())
      await gone.goto(address)
      await gone.getByRole('heading', { name: words('unreachable.title') }).waitFor()
      await shoot(gone, 'jitsi-gone')
      const over = await opened({ outcome: 'over', why: 'ended' })
      await over.goto(address)
      await over.getByRole('heading', { name: words('ended.title') }).waitFor()
      await shoot(over, 'jitsi-over')

      await admin.goto(`${url}/admin/servers`)
      await admin
        .getByRole('button', { name: nodes('add') })
        .first()
        .click()
      await admin.getByLabel(nodes('form.engine')).selectOption('jitsi')
      await admin.getByLabel(nodes('form.access')).selectOption('key')
      await shoot(admin, 'jitsi-add')
      await admin.goto(`${url}/admin/servers`)
      await admin
        .getByRole('row', { name: new RegExp(jitsi) })
        .getByRole('button', { name: new RegExp(jitsi) })
        .last()
        .click()
      await admin.getByRole('menuitem', { name: nodes('change'), exact: true }).click()
      const reservations = admin.getByText('reservations_api_prefix').first()
      await reservations.waitFor()
      await shoot(admin, 'jitsi-change', undefined, reservations)
    },
  )
}
