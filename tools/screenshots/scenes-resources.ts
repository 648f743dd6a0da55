import { asker } from './ask.ts'
import type { Studio } from './studio.ts'

const line = (...runs: { text: string; bold?: true; href?: string }[]) => ({ kind: 'paragraph', runs })

const templates = {
  fr: [
    line({ text: 'Rejoindre la réunion : ', bold: true }, { text: '${URL}' }),
    line({ text: 'Organisée par ${Organisateur}.' }),
    line(),
    { kind: 'item', runs: [{ text: 'Prévoyez un casque.' }] },
    {
      kind: 'item',
      runs: [{ text: 'Besoin d’aide ? ' }, { text: 'Le guide', href: 'https://aide.example.org/visio' }],
    },
    line({ text: 'Code de la salle : ${Code}' }),
  ],
  en: [line({ text: 'Join the meeting: ', bold: true }, { text: '${URL}' })],
}

/** The conferences that calendars book: setting them up, and booking one from the agenda. */
export const playResources = async ({ url, language, say, as, shoot, scene }: Studio) => {
  const words = (key: string, values?: Record<string, string>) => say(`features/resources ${key}`, values)
  const ofEvents = (key: string, values?: Record<string, string>) => say(`features/events ${key}`, values)
  const list = ['resources-none', 'resources-add', 'resources']
  const one = ['resource', 'resource-texts', 'resource-rights', 'resource-remove']

  await scene(
    [...list, ...one, 'resource-button', 'resource-booked', 'resource-event', 'resource-several'],
    async () => {
      const { page, context } = await as('malik')
      const ask = asker(context, url)
      await page.goto(`${url}/admin/conferences`)
      await page.getByRole('heading', { name: words('none') }).waitFor()
      await shoot(page, 'resources-none')
      await page
        .getByRole('button', { name: words('add') })
        .first()
        .click()
      await page.getByLabel(words('name')).fill('Visio de l’université')
      await page.getByText(words('server.address')).click()
      await shoot(page, 'resources-add')

      const { id, name } = await ask<{ id: string; name: string }>('POST', '/resources', {
        name: language === 'fr' ? 'Visio de l’université' : 'University video',
        server: { kind: 'address', url: 'meet.univ.fr' },
        hours: { days: [1, 2, 3, 4, 5], from: '08:00', to: '19:00' },
        shortest: 15,
      })
      await ask('PUT', `/resources/${id}/templates`, { templates })
      const [group] = await ask<{ kind: string; id: string }[]>('GET', '/directory?search=quipe')
      if (group) await ask('POST', `/resources/${id}/grants`, { groups: [group.id], level: 'see' })
      const house = await ask<{ id: string }>('POST', '/resources', {
        name: language === 'fr' ? 'Salle pour un rendez-vous' : 'A room for an appointment',
        server: { kind: 'rooms', carrier: null },
        everyone: null,
      })
      await page.goto(`${url}/admin/conferences`)
      await page.getByRole('heading', { name }).waitFor()
      await page.waitForLoadState('networkidle')
      await shoot(page, 'resources')

      await page.getByRole('link', { name: say('pages/conferences open_named', { name }) }).click()
      await page.getByRole('heading', { level: 1, name }).waitFor()
      await page.waitForLoadState('networkidle')
      await shoot(page, 'resource')
      const texts = page.getByRole('region', { name: words('texts.title') })
      await texts.getByText(/^Rejoindre la réunion : http/).waitFor()
      await shoot(page, 'resource-texts', undefined, texts)
      await shoot(page, 'resource-rights', undefined, page.getByRole('region', { name: words('rights') }))
      await page.getByRole('button', { name: words('remove') }).click()
      await shoot(page, 'resource-remove')

      const title = language === 'fr' ? 'Comité de lecture' : 'Reading committee'
      const { page: hers } = await as('camille')
      const openForm = async () => {
        await hers.goto(`${url}/agenda?view=week`)
        await hers
          .getByRole('button', { name: say('pages/agenda-page plan') })
          .first()
          .click()
        await hers.getByLabel(ofEvents('title'), { exact: true }).fill(title)
      }
      await openForm()
      const book = hers.getByRole('button', { name: ofEvents('resource.add') })
      await shoot(hers, 'resource-button', undefined, book)
      await book.click()
      const link = hers.getByRole('group', { name: ofEvents('room'), exact: true })
      await link.getByText(ofEvents('resource.works')).waitFor()
      await shoot(hers, 'resource-booked', undefined, link)
      await hers
        .getByRole('dialog')
        .getByRole('button', { name: ofEvents('form.do.new') })
        .click()
      await hers.goto(`${url}/agenda?view=list`)
      await hers
        .getByRole('main')
        .getByRole('button', { name: new RegExp(`^${title}`) })
        .first()
        .click()
      await hers
        .getByText(/meet\.univ\.fr/)
        .first()
        .waitFor()
      await shoot(hers, 'resource-event')

      await ask('PATCH', `/resources/${house.id}`, { everyone: 'see' })
      await openForm()
      await book.click()
      await hers.getByRole('menuitem').first().waitFor()
      await shoot(hers, 'resource-several', 'desktop')

      // The second language begins as the first did.
      for (const it of [id, house.id]) await ask('DELETE', `/resources/${it}?upcoming=clean`)
    },
  )
}
