import { asker } from './ask.ts'
import type { Studio } from './studio.ts'

/** Who was there: many, with a guest and a cut, and nobody at all. */
export const playSessions = async ({ url, language, say, as, shoot, scene }: Studio) => {
  await scene(['session-nobody', 'session-list'], async () => {
    const { page, context } = await as('camille')
    const ask = asker(context, url)
    const name = language === 'fr' ? 'Réunion de rentrée' : 'First meeting of the year'
    const room = await ask<{ id: string }>('POST', '/rooms', { name })
    await ask('POST', `/rooms/${room.id}/open`)
    await ask('POST', `/rooms/${room.id}/close`)
    const [run] = await ask<{ id: string }[]>('GET', `/rooms/${room.id}/sessions`)
    await page.goto(`${url}/rooms/${room.id}`)
    await page.getByRole('table').waitFor()
    await shoot(page, 'session-list', undefined, page.getByRole('table'))
    await page.goto(`${url}/rooms/${room.id}/sessions/${run?.id ?? ''}`)
    await page.getByText(say('features/sessions nobody')).waitFor()
    await shoot(page, 'session-nobody')
    await ask('DELETE', `/rooms/${room.id}`)
  })
}
