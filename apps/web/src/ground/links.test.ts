import { describe, expect, test } from 'vitest'
import { findLinks } from './links.ts'

const links = (text: string) => findLinks(text).flatMap((piece) => (piece.kind === 'link' ? [piece.href] : []))

describe('addresses in a message', () => {
  test.each([
    ['Voir https://amphi.fr/salle.', ['https://amphi.fr/salle']],
    ['(https://amphi.fr/a)', ['https://amphi.fr/a']],
    ['https://fr.wikipedia.org/wiki/Amphi_(grec)', ['https://fr.wikipedia.org/wiki/Amphi_(grec)']],
    ['www.amphi.fr et HTTP://a.fr/x?y=1#z', ['https://www.amphi.fr/', 'http://a.fr/x?y=1#z']],
    ['écrire à awa.diop@univ.fr !', ['mailto:awa.diop@univ.fr']],
    ['mailto:awa@univ.fr', ['mailto:awa@univ.fr']],
    ['« https://a.fr/é »', ['https://a.fr/%C3%A9']],
    ['javascript:alert(1) data:text/html,x vbscript:x', []],
    ['https://banque.fr@piege.example/', []],
    ['http://', []],
    ['3.5 et a@b et 12:30', []],
  ])('%s', (text, expected) => {
    expect(links(text)).toEqual(expected)
  })

  test('nothing of the text is lost or changed', () => {
    const text = 'a <b>x</b> https://a.fr, (www.b.fr) c@d.fr.\nfin'

    expect(
      findLinks(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
  })
})
