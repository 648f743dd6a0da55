import { describe, expect, test } from 'vitest'
import { anEvent } from '@amphi/testkit/calendar-program'
import { readObject, writeObject } from '../ics/calendar-object.ts'
import { project, withdraw } from './projection.ts'

const conference = {
  url: 'https://amphi.test/q4hz8-ntcv2-ka7m',
  label: 'Visioconférence',
  language: 'fr',
  lines: ['Rejoindre : https://amphi.test/q4hz8-ntcv2-ka7m'],
  html: '<p>Rejoindre : <a href="https://amphi.test/q4hz8-ntcv2-ka7m">…</a></p>',
}

const event = (lines: string[]) => readObject(anEvent('e', lines))
const mainOf = (object: ReturnType<typeof event>) => {
  if (!object.main) throw new Error('no event')
  return object.main
}
const unfolded = (object: ReturnType<typeof event>) => writeObject(object.root).replaceAll('\r\n ', '')

describe('a conference in an event', () => {
  test('stands wherever some program looks for it', () => {
    const object = event([])

    project(mainOf(object), conference, undefined)

    const text = unfolded(object)
    expect(text).toContain(
      `CONFERENCE;FEATURE=AUDIO,VIDEO;LABEL=Visioconférence;LANGUAGE=fr;VALUE=URI:${conference.url}`,
    )
    for (const line of [
      `X-CONFERENCE:${conference.url}`,
      'X-CONFERENCE-ID:q4hz8-ntcv2-ka7m',
      `URL:${conference.url}`,
      `LOCATION:${conference.url}`,
    ])
      expect(text).toContain(line)
    expect(text).toContain(
      String.raw`DESCRIPTION:-----8<----- Visioconférence\nRejoindre : https://amphi.test/q4hz8-ntcv2-ka7m\n-----8<-----`,
    )
  })

  test('stands there once, however often it is written', () => {
    const object = event(['DESCRIPTION:À moi'])
    const first = project(mainOf(object), conference, undefined)
    const once = writeObject(object.root)

    project(mainOf(object), conference, first)
    project(mainOf(object), conference, undefined)

    expect(writeObject(object.root)).toBe(once)
  })

  test.each([
    ['nothing', []],
    ['a text', [String.raw`DESCRIPTION:Ordre du jour\n\n1. Budget  \n`]],
    ['a place and an address of its own', ['LOCATION:Salle 3', 'URL:https://x.test/']],
  ])('goes without a trace from an event with %s', (_what, lines) => {
    const object = event(lines)
    const before = writeObject(object.root)
    const written = project(mainOf(object), conference, undefined)

    withdraw(mainOf(object), written)

    expect(writeObject(object.root)).toBe(before)
  })

  test('leaves the place and the address that somebody chose', () => {
    const object = event(['LOCATION:Salle 3', 'URL:https://x.test/'])

    const { wroteLocation, wroteUrl } = project(mainOf(object), conference, undefined)

    expect([wroteLocation, wroteUrl]).toEqual([false, false])
    expect(unfolded(object)).toContain('LOCATION:Salle 3')
    expect(unfolded(object)).toContain('URL:https://x.test/')
  })

  test('is written anew where somebody changed the block, and their own words around it stay', () => {
    const object = event([])
    const written = project(mainOf(object), conference, undefined)
    const block = written.block.replace('Rejoindre', 'Cliquez').replaceAll('\n', String.raw`\n`)
    const changed = event([String.raw`DESCRIPTION:Avant\n\n${block}\nAprès`])

    project(mainOf(changed), conference, written)

    expect(mainOf(changed).getFirstPropertyValue('description')).toBe(`Avant\nAprès\n\n${written.block}`)
  })

  test('is looked for at once in a text of nothing but upper edges', () => {
    const edges = String.raw`-----8<----- x\n`.repeat(20_000)
    const object = event([`DESCRIPTION:${edges}`])
    const before = performance.now()

    project(mainOf(object), conference, undefined)

    expect(performance.now() - before).toBeLessThan(200)
  })

  test('leads elsewhere once the address is another', () => {
    const object = event(['DESCRIPTION:À moi'])
    const first = project(mainOf(object), conference, undefined)
    const other = { ...conference, url: 'https://amphi.test/other', lines: ['https://amphi.test/other'] }

    project(mainOf(object), other, first)

    expect(writeObject(object.root)).not.toContain(conference.url)
    expect(unfolded(object).match(/https:\/\/amphi\.test\/other/g)).toHaveLength(5)
  })

  test.each([
    ['Thunderbird’s', [String.raw`DESCRIPTION;ALTREP="data:text/html,%3Cb%3E%C3%A0%20moi%3C%2Fb%3E":à moi`]],
    ['Outlook’s', ['DESCRIPTION:à moi', 'X-ALT-DESC;FMTTYPE=text/html:<html><body><b>à moi</b></body></html>']],
    ['the standard’s', ['DESCRIPTION:à moi', 'STYLED-DESCRIPTION;FMTTYPE=text/html;VALUE=TEXT:<b>à moi</b>']],
  ])(
    'CAL-13 %s HTML beside the description shows it too, then loses it, and is otherwise as it was',
    (_whose, lines) => {
      const object = event(lines)
      const before = writeObject(object.root)

      const written = project(mainOf(object), conference, undefined)
      const shown = decodeURIComponent(unfolded(object)).replaceAll(String.raw`\;`, ';')
      expect(shown).toContain('<b>à moi</b><div>-----8&lt;----- Visioconférence</div><p>Rejoindre')
      project(mainOf(object), conference, written)
      expect(decodeURIComponent(unfolded(object)).replaceAll(String.raw`\;`, ';')).toBe(shown)

      withdraw(mainOf(object), written)
      expect(writeObject(object.root)).toBe(before)
    },
  )

  test('a twin that cannot be read goes, rather than show what was there before', () => {
    const object = event(['DESCRIPTION;ALTREP="cid:x":x', 'X-ALT-DESC;FMTTYPE=text/rtf:{x}'])

    project(mainOf(object), conference, undefined)

    expect(writeObject(object.root)).not.toMatch(/ALTREP|X-ALT-DESC/)
  })
})
