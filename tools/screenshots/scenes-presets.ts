import { asker } from './ask.ts'
import type { Studio } from './studio.ts'

/** What an institution proposes and forces in its rooms, and what becomes of it in one of them. */
export const playPresets = async ({ url, language, say, as, shoot, scene }: Studio) => {
  const words = (key: string, values?: Record<string, string>) => say(`features/rooms ${key}`, values)
  const names = ['preset-card', 'preset-dialog', 'preset-create', 'preset-locked', 'preset-door']

  await scene(names, async () => {
    const [lesson, council, interview] =
      language === 'fr' ? ['Cours', 'Conseil', 'Entretien'] : ['Lesson', 'Council', 'Interview']
    const { page, context } = await as('malik')
    const ask = asker(context, url)
    const settings = { visibility: 'groups', lobby: 'guests', startMuted: true, camerasFor: 'moderators' }
    const { id } = await ask<{ id: string }>('POST', '/tenant/presets', {
      name: lesson,
      settings: { ...settings, sessionLength: 120 },
      forced: ['visibility', 'camerasFor'],
    })
    const others = [
      { name: council, settings: { visibility: 'invited', lobby: 'everyone' }, forced: ['visibility', 'lobby'] },
      { name: interview, settings: { mostInside: 4, sessionLength: 45 }, forced: [] },
    ]
    const made = [id]
    for (const preset of others) made.push((await ask<{ id: string }>('POST', '/tenant/presets', preset)).id)
    await ask('PUT', '/tenant/presets', { default: id, required: false })
    const { page: camille, context: hers } = await as('camille')
    const name = language === 'fr' ? 'Droit administratif L2' : 'Administrative law'
    const room = await asker(hers, url)<{ id: string; code: string }>('POST', '/rooms', { name })

    await page.goto(`${url}/admin/institution`)
    await page.getByRole('heading', { name: words('presets') }).scrollIntoViewIfNeeded()
    await page.getByRole('heading', { name: council }).waitFor()
    await shoot(page, 'preset-card')
    await page.getByRole('button', { name: words('preset.change_named', { name: lesson }) }).click()
    await page.locator('dialog[open]').waitFor()
    await shoot(page, 'preset-dialog')

    await camille.goto(`${url}/rooms`)
    await camille
      .getByRole('button', { name: words('create') })
      .first()
      .click()
    await camille.getByLabel(words('name')).fill(name)
    await camille.getByLabel(words('preset'), { exact: true }).waitFor()
    await shoot(camille, 'preset-create')
    await camille.goto(`${url}/rooms/${room.id}`)
    await camille.getByRole('button', { name: words('settings.title'), exact: true }).click()
    const panel = camille.getByRole('complementary', { name: words('settings.title') })
    await panel.getByLabel(words('preset'), { exact: true }).waitFor()
    await shoot(camille, 'preset-locked')
    // As whom it is shared with reads it.
    const { page: karim } = await as('karim')
    await asker(hers, url)('PATCH', `/rooms/${room.id}/settings`, { lobby: 'off' })
    await karim.goto(`${url}/${room.code}`)
    await karim
      .getByText(say('call ready.confided'))
      .waitFor({ timeout: 5_000 })
      .catch(() => undefined)
    await shoot(karim, 'preset-door')

    // The second language begins as the first did.
    for (const preset of made) await ask('DELETE', `/tenant/presets/${preset}`)
  })
}
