import { describe, expect, test } from 'vitest'
import { aMailDomain, resolve } from '@amphi/testkit/mail-domain'
import { NotYetKnown, provenAuthor } from './author.ts'
import { checkedBy } from './check-results.ts'
import { readOrNothing } from './read-letter.ts'

const claire = 'claire@ville.test'
const letterOf = (from = claire, head: string[] = []) =>
  [...head, `From: ${from}`, 'To: ada@university.test', 'Subject: x', 'MIME-Version: 1.0', '', 'Bonjour', ''].join(
    '\r\n',
  )

const straight = { checkedBy: undefined, isExchanger: true, resolve }
const handedOn = { checkedBy: undefined, isExchanger: false, resolve }
const from = (clientAddress: string, envelopeFrom = claire) => ({
  clientAddress,
  envelopeFrom,
  clientName: 'mx.ville.test',
})

const authorOf = async (
  text: string,
  carried = from('192.0.2.7'),
  trust: Parameters<typeof provenAuthor>[3] = straight,
) => {
  const bytes = Buffer.from(text)
  const letter = await readOrNothing(bytes)
  return letter && provenAuthor(bytes, letter, carried, trust)
}

describe('who wrote a letter is proven', () => {
  test('by a signature of their domain', async () => {
    const town = aMailDomain('ville.test')

    expect(await authorOf(await town.signed(letterOf()))).toBe(claire)
    expect(await authorOf(await town.signed(letterOf('"Claire, Dubois" <Claire@Ville.Test>')))).toBe(claire)
  })

  test('by a signature of a domain above, unless its policy wants the very one', async () => {
    const town = aMailDomain('ville.test')
    aMailDomain('strict.test', { dmarc: 'v=DMARC1; p=reject; adkim=s; aspf=s' })
    const strict = aMailDomain('strict.test', { dmarc: 'v=DMARC1; p=reject; adkim=s; aspf=s' })

    expect(await authorOf(await town.signed(letterOf('claire@ecoles.ville.test')))).toBe('claire@ecoles.ville.test')
    expect(await authorOf(await strict.signed(letterOf('claire@sub.strict.test')))).toBe(undefined)
  })

  test('by the address that brings it, where nobody stands between', async () => {
    aMailDomain('spf.test', { spf: 'v=spf1 ip4:192.0.2.7 -all' })
    const zoe = 'zoe@spf.test'

    expect(await authorOf(letterOf(zoe), from('192.0.2.7', zoe))).toBe(zoe)
    expect(await authorOf(letterOf(zoe), from('192.0.2.8', zoe))).toBe(undefined)
    expect(await authorOf(letterOf(zoe), from('192.0.2.7', zoe), handedOn)).toBe(undefined)
    expect(await authorOf(letterOf(), from('192.0.2.7', zoe))).toBe(undefined)
  })

  test('by the word of the mail server before us', async () => {
    const trust = { ...handedOn, checkedBy: 'mx.university.test' }
    const word = (result: string, server = 'mx.university.test') => [`Authentication-Results: ${server}; ${result}`]

    expect(await authorOf(letterOf(claire, word('dkim=pass header.d=ville.test')), undefined, trust)).toBe(claire)
    expect(
      await authorOf(letterOf(claire, word('dkim=pass header.d=ville.test', 'mx.ville.test')), undefined, trust),
    ).toBe(undefined)
    expect(await authorOf(letterOf(claire, word('dkim=pass header.d=ville.test')), undefined, handedOn)).toBe(undefined)
  })
})

describe('who wrote a letter is not proven', () => {
  test('by a signature that leaves out the end of it', async () => {
    const town = aMailDomain('ville.test')
    const signed = await town.signed(letterOf())

    expect(await authorOf(`${signed}\r\nBEGIN:VCALENDAR\r\n`)).toBe(undefined)
  })

  test('by a signature of another domain, or where two wrote it, or nobody', async () => {
    const other = aMailDomain('ailleurs.test')

    expect(await authorOf(await other.signed(letterOf()))).toBe(undefined)
    expect(await authorOf(await other.signed(letterOf('x@ailleurs.test, claire@ville.test')))).toBe(undefined)
    expect(await authorOf(await other.signed(letterOf('nobody')))).toBe(undefined)
    // One whose name looks like an address of somebody else.
    expect(await authorOf(await other.signed(letterOf('"claire@ville.test" <x@ailleurs.test>')))).toBe(
      'x@ailleurs.test',
    )
  })

  test('where it bears more signatures than any letter does', async () => {
    const town = aMailDomain('ville.test')
    const signature = 'DKIM-Signature: v=1; a=rsa-sha256; d=ville.test; s=mail; h=from; bh=x; b=x\r\n'

    expect(await authorOf(signature.repeat(10) + (await town.signed(letterOf())))).toBe(undefined)
    expect(await authorOf(signature.repeat(9) + (await town.signed(letterOf())))).toBe(claire)
  })

  test('as long as the DNS does not answer', async () => {
    const town = aMailDomain('lent.test')
    const letter = await town.signed(letterOf('claire@lent.test'))
    const answersAgain = town.falter()

    await expect(authorOf(letter)).rejects.toBeInstanceOf(NotYetKnown)
    answersAgain()
    expect(await authorOf(letter)).toBe('claire@lent.test')
  })
})

describe('the word of a mail server', () => {
  const says = (...values: string[]) =>
    checkedBy(
      'mx.university.test',
      claire,
      values.map((value) => ({ key: 'authentication-results', value })),
    )

  test.each([
    ['dmarc=pass header.from=ville.test', true],
    ['dmarc=pass (p=reject dis=none) header.from=ville.test; dkim=fail', true],
    ['dmarc=pass header.from=ailleurs.test', false],
    ['dmarc=fail header.from=ville.test; dkim=pass header.d=ville.test', false],
    ['dkim=pass header.i=@ville.test header.s=mail', true],
    ['dkim=pass (2048-bit key) header.d=VILLE.TEST header.b="a;b=c"', true],
    ['dkim=pass header.d=test', false],
    ['dkim=pass header.d=eville.test', false],
    ['dkim=fail header.d=ville.test', false],
    ['dkim=fail (header.d=ville.test; dkim=pass header.d=ville.test) header.d=x.test', false],
    ['spf=pass smtp.mailfrom=bounce@ville.test', true],
    ['spf=pass smtp.mailfrom=ville.test', true],
    ['spf=pass smtp.mailfrom=claire@ailleurs.test', false],
    ['auth=pass smtp.auth=claire@ville.test', true],
    ['auth=pass smtp.auth=claire', false],
    ['auth=pass smtp.auth=denis@ville.test', false],
    ['none', false],
  ])('%s: %s', (result, proves) => {
    expect(says(`mx.university.test; ${result}`)).toBe(proves)
    expect(says(`"mx.university.test" 1;\r\n\t${result}`)).toBe(proves)
  })

  test('counts where it is the topmost of its name, and of no other', () => {
    expect(says('mx.ville.test; dmarc=pass')).toBe(undefined)
    expect(says('mx.university.test; dmarc=fail', 'mx.university.test; dmarc=pass')).toBe(false)
    expect(says('mx.ville.test; dmarc=fail', 'mx.university.test; dmarc=pass')).toBe(true)
    expect(says('(mx.university.test; dmarc=pass) mx.ville.test; none')).toBe(undefined)
  })
})
