import { people } from '../seed/story.ts'
import { type Ask, asker } from './ask.ts'
import type { Studio } from './studio.ts'

const dayMs = 86_400_000

interface Shown {
  id: string
  name: string
  isDefault: boolean
}

/** `2026-11-23`: so many days after Monday of this week. */
const dayAt = (away: number) => {
  const now = new Date()
  const monday = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() - ((now.getDay() + 6) % 7))
  return new Date(monday + away * dayMs).toISOString().slice(0, 10)
}

const hours = (day: number, start: string, end: string, timeZone = 'Europe/Paris') => ({
  kind: 'hours',
  start: `${dayAt(day)}T${start}`,
  end: `${dayAt(day)}T${end}`,
  timeZone,
})

const weekly = (weekday: number) => ({ every: 'week', interval: 1, weekdays: [weekday], count: 10 })

/** What Camille has planned, in two calendars. */
const plan = (mine: string, exams: string): [string, Record<string, unknown>][] => [
  [mine, { title: 'Équipe L2', time: hours(0, '09:00', '10:30'), room: { kind: 'new' }, repeat: weekly(0) }],
  [mine, { title: 'Semaine de l’égalité', time: { kind: 'days', first: dayAt(1), last: dayAt(3) }, isFree: true }],
  [mine, { title: 'TD groupe 3', time: hours(1, '10:00', '11:00'), location: 'Bâtiment C', repeat: weekly(1) }],
  [mine, { title: 'CM Histoire du travail', time: hours(1, '11:00', '12:30'), location: 'Amphi 4' }],
  [
    mine,
    { title: 'Conseil d’UFR', time: hours(1, '14:00', '15:30'), location: 'Salle du conseil', room: { kind: 'new' } },
  ],
  [mine, { title: 'Atelier sources numériques', time: hours(2, '10:00', '11:30'), location: 'Bibliothèque' }],
  [
    mine,
    {
      title: 'Tutorat méthodologie, L1',
      time: hours(2, '14:00', '15:30'),
      room: { kind: 'new' },
      repeat: { every: 'month', interval: 1, monthly: 'nth', count: 10 },
      description: 'Apporter le plan détaillé.\nSupports : https://www.example.org/methodologie',
      reminders: [10],
    },
  ],
  [exams, { title: 'Jury de M1', time: hours(0, '14:00', '16:00'), location: 'Salle B204' }],
  [exams, { title: 'Jury de L3, deuxième session', time: hours(3, '09:00', '12:00'), room: { kind: 'new' } }],
  [exams, { title: 'Soutenance de Hugo Perrin', time: hours(4, '16:00', '17:00'), isPrivate: true }],
  [mine, { title: 'Séminaire Mémoires ouvrières', time: hours(3, '14:00', '16:00', 'America/Montreal') }],
  [mine, { title: 'Permanence', time: hours(4, '13:30', '14:30'), location: 'Sur rendez-vous', isFree: true }],
]

const meOf = async (ask: Ask) => (await ask<{ me: { id: string } }>('GET', '/welcome')).me.id

const idOf = async (ask: Ask, name: string) =>
  (await ask<{ id: string }[]>('GET', `/directory?search=${encodeURIComponent(name)}`))[0]?.id

/** A jury, by name and by address. */
const invite = async (hers: Ask, calendarId: string) => {
  const named = await Promise.all([people.awa, people.karim, people.mei].map(({ name }) => idOf(hers, name)))
  await hers('POST', `/calendars/${calendarId}/events`, {
    title: 'Jury des mémoires',
    time: hours(2, '16:00', '17:30'),
    room: { kind: 'new' },
    guests: [
      ...named.map((id) => ({ kind: 'person', id, isOptional: false })),
      { kind: 'address', address: 'm.lacombe@archives.example', name: 'Martine Lacombe', isOptional: true },
    ],
  })
}

/** Out of the letter to whoever has no account, which an administrator reads where no mail server takes it. */
const answerLink = async (ask: Ask) => {
  const { letters } = await ask<{ letters: { id: string; to: string }[] }>('GET', '/letters')
  const letter = letters.find(({ to }) => to === 'm.lacombe@archives.example')
  const { text } = await ask<{ text: string }>('POST', `/letters/${letter?.id ?? ''}/open`)
  return /\/answer\/[\w-]+/.exec(text)?.[0] ?? ''
}

/** Yes, maybe and no. */
const answerJury = async (asks: readonly Ask[]) => {
  const range = `/events?from=${dayAt(0)}T00:00:00.000Z&to=${dayAt(6)}T00:00:00.000Z`
  for (const [at, ask] of asks.entries()) {
    for (let tries = 0; tries < 100; tries += 1) {
      const all = await ask<{ title: string; calendarId: string; eventId: string }[]>('GET', range)
      const jury = all.find(({ title }) => title === 'Jury des mémoires')
      if (!jury) continue
      const answer = ['accepted', 'tentative', 'declined'][at]
      await ask('POST', `/calendars/${jury.calendarId}/events/${jury.eventId}/answer`, { answer })
      break
    }
  }
}

/** Once, whatever language comes first. */
const fill = async (hers: Ask, his: Ask) => {
  const seen = await hers<Shown[]>('GET', '/calendars')
  const mine = seen.find(({ isDefault }) => isDefault)
  if (!mine) throw new Error('There is no calendar to begin with.')
  if (seen.some(({ name }) => name === 'Examens')) return
  const exams = await hers<Shown>('POST', '/calendars', { name: 'Examens', color: '#c2255c' })
  for (const [calendar, event] of plan(mine.id, exams.id)) await hers('POST', `/calendars/${calendar}/events`, event)
  await invite(hers, mine.id)
  const [his1] = await his<Shown[]>('GET', '/calendars')
  if (!his1) throw new Error('He has no calendar.')
  await his('POST', `/calendars/${his1.id}/events`, { title: 'Réunion', time: hours(3, '16:30', '18:00') })
  await his('POST', `/calendars/${his1.id}/shares`, { users: [await meOf(hers)], level: 'busy' })
}

/** One’s week, month and list; planning, what is asked of a series, sharing. */
export const playAgenda = async ({ url, say, as, shoot, scene }: Studio) => {
  const words = (key: string, values?: Record<string, string>) => say(`features/events ${key}`, values)
  const page_ = (key: string, values?: Record<string, string>) => say(`pages/agenda-page ${key}`, values)

  await scene(
    ['agenda', 'agenda-month', 'agenda-list', 'agenda-detail', 'agenda-form', 'agenda-series', 'agenda-share'],
    async () => {
      const { page, context } = await as('camille')
      const { context: his } = await as('thomas')
      await fill(asker(context, url), asker(his, url))

      await page.goto(`${url}/agenda?view=week`)
      await page.getByRole('main').getByText('Conseil d’UFR').first().waitFor()
      await shoot(page, 'agenda')
      await page.goto(`${url}/agenda?view=month`)
      await page.getByRole('main').getByText('Jury de M1').first().waitFor()
      await shoot(page, 'agenda-month')
      await page.goto(`${url}/agenda?view=list&date=${dayAt(0)}`)
      await page.getByRole('main').getByText('Conseil d’UFR').first().waitFor()
      await shoot(page, 'agenda-list')

      await page
        .getByRole('button', { name: /^Tutorat méthodologie/ })
        .first()
        .click()
      await page.getByText('Apporter le plan').waitFor()
      await shoot(page, 'agenda-detail')
      await page.getByRole('button', { name: words('edit'), exact: true }).click()
      await page.getByLabel(words('title'), { exact: true }).waitFor()
      await shoot(page, 'agenda-form')
      await page.getByLabel(words('location'), { exact: true }).fill('Salle 12')
      await page.getByRole('button', { name: words('form.do.change') }).click()
      await page.getByRole('heading', { name: words('series.change') }).waitFor()
      await shoot(page, 'agenda-series')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')

      await page.goto(`${url}/agenda?view=week`)
      await page.getByRole('button', { name: say('features/calendars deeds', { name: 'Examens' }) }).click()
      await page.getByRole('menuitem', { name: say('features/calendars share') }).click()
      const find = page.getByRole('combobox', { name: page_('share_with') })
      await find.fill(people.awa.name)
      await page.getByRole('option').first().click()
      await shoot(page, 'agenda-share')
    },
  )

  await scene(['agenda-guests', 'agenda-guests-detail', 'agenda-guests-times'], async () => {
    const { page, context } = await as('camille')
    const { context: his } = await as('thomas')
    await fill(asker(context, url), asker(his, url))
    const invited = await Promise.all((['awa', 'karim', 'mei'] as const).map(async (who) => (await as(who)).context))
    await answerJury(invited.map((it) => asker(it, url)))
    await page.goto(`${url}/agenda?view=list&date=${dayAt(0)}`)
    await page
      .getByRole('button', { name: /^Jury des mémoires/ })
      .first()
      .click()
    await page.getByText('Martine Lacombe').first().waitFor()
    await shoot(page, 'agenda-guests-detail')
    await page.getByRole('button', { name: words('edit'), exact: true }).click()
    const list = page.getByRole('list', { name: words('people') })
    await list.scrollIntoViewIfNeeded()
    await shoot(page, 'agenda-guests')
    await page.getByLabel(words('start.hour')).selectOption('10:00')
    await page.getByRole('button', { name: words('times.find') }).click()
    await page.getByText(words('times.found')).waitFor({ state: 'attached' })
    await page.getByRole('button', { name: words('times.find') }).scrollIntoViewIfNeeded()
    await shoot(page, 'agenda-guests-times')
  })

  await scene(['answer', 'answer-given'], async () => {
    const { context } = await as('camille')
    const { context: his } = await as('thomas')
    const { context: administrator } = await as('malik')
    await fill(asker(context, url), asker(his, url))
    const { page } = await as()
    await page.goto(`${url}${await answerLink(asker(administrator, url))}?say=accepted`)
    await page.getByRole('heading', { name: 'Jury des mémoires' }).waitFor()
    await shoot(page, 'answer')
    await page.getByRole('button', { name: say('pages/answer-page send') }).click()
    await page.getByRole('button', { name: say('pages/answer-page change') }).waitFor()
    await shoot(page, 'answer-given')
  })

  await scene(['agenda-empty'], async () => {
    const { page } = await as('sophie')
    await page.goto(`${url}/agenda?view=list`)
    await page.getByText(page_('empty.title')).waitFor()
    await shoot(page, 'agenda-empty')
  })
}
