import { describe, expect, test } from 'vitest'
import type { TemplateLine } from '@amphi/contract/resources'
import { isEmpty, render, unknownIn } from './template.ts'

/* eslint-disable no-template-curly-in-string -- The names of variables themselves. */

const line = (text: string, more: Partial<TemplateLine['runs'][number]> = {}): TemplateLine => ({
  kind: 'paragraph',
  runs: text === '' ? [] : [{ text, ...more }],
})
const item = (text: string): TemplateLine => ({ ...line(text), kind: 'item' })

const variables = { resource: 'Jitsi', organizer: 'Ada', url: 'https://meet.d.test/x' }

describe('the text of a conference', () => {
  test.each([
    ['Rejoindre ${URL}', 'Rejoindre https://meet.d.test/x'],
    ['${NomRessource} de ${Organisateur}', 'Jitsi de Ada'],
    ['${ResourceName} of ${Organizer}', 'Jitsi of Ada'],
    ['${ URL }', 'https://meet.d.test/x'],
    ['100 $ {URL} $URL', '100 $ {URL} $URL'],
  ])('BM-18 %s says %s', (text, said) => {
    expect(render([line(text)], variables).lines).toEqual([said])
  })

  test('BM-19 BM-S3 a line with a name that stands for nothing is left out, and the name is told', () => {
    const template = [line('Rejoindre ${URL}'), line('Code ${Code}'), line('${toString}')]

    expect(render(template, variables).lines).toEqual(['Rejoindre https://meet.d.test/x'])
    expect(unknownIn(template)).toEqual(['Code', 'toString'])
  })

  test('a name of which half is bold is told like one that is not known, and its line left out', () => {
    const cut: TemplateLine = {
      kind: 'paragraph',
      runs: [{ text: 'Rejoindre ${UR' }, { text: 'L}', bold: true }],
    }

    expect(render([cut, line('${URL}')], variables).lines).toEqual(['https://meet.d.test/x'])
    expect(unknownIn([cut])).toEqual(['URL'])
  })

  test('CAL-15 what somebody is called is written as it is, and never taken for a name', () => {
    const organizer = 'A$1 \\B, "Zoé"; ${URL} <b>'

    const { lines, html } = render([line('Salle de ${Organisateur} : ${URL}')], { ...variables, organizer })

    expect(lines).toEqual([`Salle de ${organizer} : https://meet.d.test/x`])
    expect(html).toBe(
      '<p>Salle de A$1 \\B, &quot;Zoé&quot;; ${URL} &lt;b&gt; : ' +
        '<a href="https://meet.d.test/x">https://meet.d.test/x</a></p>',
    )
  })

  test('a name of several lines stays on one', () => {
    expect(render([line('${Organisateur}')], { ...variables, organizer: 'Ada\n-----8<-----' }).lines).toEqual([
      'Ada -----8<-----',
    ])
  })

  test('keeps its lists, its weight and its links, in words and in HTML', () => {
    const template = [
      line('Consignes', { bold: true }),
      item('Coupez votre micro'),
      item('Lisez la charte'),
      line(''),
      line('Aide', { href: 'https://aide.d.test/', italic: true }),
    ]

    expect(render(template, variables)).toEqual({
      lines: ['Consignes', '- Coupez votre micro', '- Lisez la charte', '', 'Aide (https://aide.d.test/)'],
      html:
        '<p><strong>Consignes</strong></p><ul><li>Coupez votre micro</li><li>Lisez la charte</li></ul><p><br></p>' +
        '<p><em><a href="https://aide.d.test/">Aide</a></em></p>',
    })
  })

  test('BM-06 one with nothing but blanks says nothing', () => {
    expect(isEmpty([line('  '), line('')])).toBe(true)
    expect(isEmpty([line('.')])).toBe(false)
  })
})
