import { randomUUID } from 'node:crypto'
import { people } from '../seed/story.ts'
import { asker, roomNamed } from './ask.ts'
import type { Studio } from './studio.ts'

const room = 'Séminaire Libertés publiques'

/** Whom one invites, whom that reached, and what lies in a mailbox. */
export const playMailbox = async ({ url, language, say, as, shoot, scene }: Studio) => {
  const words = (key: string, values?: Record<string, string>) => say(`features/invitations ${key}`, values)

  await scene(['invite', 'invite-left-out', 'invite-sent'], async () => {
    const { page, context } = await as('camille')
    const { id } = await roomNamed(asker(context, url), room)
    await page.goto(`${url}/rooms/${id}/invite`)
    await page.getByLabel(words('subject')).waitFor()
    await shoot(page, 'invite')
    const find = page.getByRole('combobox', { name: say('pages/invite-page pick') })
    for (const name of [people.thomas.name, 'Master 2']) {
      await find.fill(name)
      await page.getByRole('option').first().click()
    }
    await find.fill('grace.hopper@example.org')
    await page.getByRole('option').first().click()
    const settings = page.getByRole('link', { name: words('left_out_settings') })
    await settings.waitFor()
    await shoot(page, 'invite-left-out', undefined, settings)
    await page.getByRole('button', { name: words('send'), exact: true }).click()
    await page.getByRole('heading', { name: say('pages/invite-page sent') }).waitFor()
    await page.waitForLoadState('networkidle')
    await shoot(page, 'invite-sent')
  })

  await scene(['messages', 'messages-read', 'messages-none', 'messages-archive'], async () => {
    const { page, context } = await as('thomas')
    const { context: hers } = await as('camille')
    const { context: his } = await as('malik')
    const { me } = await asker(context, url)<{ me: { id: string } }>('GET', '/welcome')
    const to = me.id
    const isFrench = language === 'fr'
    const letters = [
      {
        by: hers,
        subject: isFrench ? 'Jury de vendredi' : 'Friday’s jury',
        text: isFrench
          ? 'Bonjour Thomas,\n\nLa salle du jury est prête. Pouvez-vous y déposer les mémoires avant jeudi soir ?\n\nMerci, Camille'
          : 'Hello Thomas,\n\nThe room for the jury is ready. Could you bring the papers by Thursday evening?\n\nThank you, Camille',
      },
      {
        by: his,
        subject: isFrench ? 'Salles ouvertes le week-end' : 'Rooms open at weekends',
        text: isFrench
          ? 'Bonjour,\n\nDeux de vos salles sont restées ouvertes samedi. Vous pouvez les fermer depuis la liste des salles.\n\nMalik Ferrand'
          : 'Hello,\n\nTwo of your rooms stayed open on Saturday. You can close them from the list of rooms.\n\nMalik Ferrand',
      },
    ]
    for (const { by, subject, text } of letters)
      await asker(by, url)('POST', '/mailbox', { id: randomUUID(), to, subject, text })
    const [first] = letters
    await page.goto(`${url}/messages`)
    await page.getByText(first?.subject ?? '').waitFor()
    await shoot(page, 'messages')
    await page.getByText(first?.subject ?? '').click()
    await page.getByRole('heading', { name: first?.subject ?? '' }).waitFor()
    await shoot(page, 'messages-read')
    await page.goto(`${url}/messages?box=archive`)
    await page.getByText(say('features/mailbox none_archived')).waitFor()
    await shoot(page, 'messages-archive')

    const { page: empty } = await as('sophie')
    await empty.goto(`${url}/messages`)
    await empty.getByText(say('features/mailbox none')).first().waitFor()
    await shoot(empty, 'messages-none')
  })
}
