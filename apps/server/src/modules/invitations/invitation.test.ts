import { describe, expect, test } from 'vitest'
import { UserId } from '@amphi/contract/people'
import { type Addressee, codesIn, inviteesOf } from './invitation.ts'

describe('the links of a text', () => {
  const hosts = ['amphi.test', 'visio.example']
  const code = 'q4hz8ntcv2ka7m'

  test.each([
    ['Venez : https://amphi.test/q4hz8-ntcv2-ka7m', [code]],
    ['https://visio.example:8080/Q4HZ8NTCV2KA7M, à demain', [code]],
    ['(http://amphi.test/q4hz8-ntcv2-ka7m?x=1)', [code]],
    ['https://amphi.test/conseil-ufr, ou https://amphi.test/q4hz8-ntcv2-ka7m', ['conseil-ufr', code]],
    ['https://amphi.test/q4hz8-ntcv2-ka7m et https://amphi.test/q4hz8-ntcv2-ka7m', [code]],
    ['https://amphi.test.evil.example/q4hz8-ntcv2-ka7m', []],
    ['https://amphi.test@evil.example/q4hz8-ntcv2-ka7m', []],
    ['https://[/q4hz8-ntcv2-ka7m', []],
    ['q4hz8-ntcv2-ka7m', []],
    ['', []],
  ])('%s: %s', (text, codes) => {
    expect(codesIn(text, hosts)).toEqual(codes)
  })
})

describe('those who are named', () => {
  const aPerson = (last: string, more: Partial<Addressee> = {}): Addressee => ({
    id: UserId.parse(`00000000-0000-4000-8000-0000000000${last}`),
    email: `${last}@amphi.test`,
    emailNotices: true,
    isDisabled: false,
    ...more,
  })
  const [ada, bob] = [aPerson('0a'), aPerson('0b')]

  test('are one each, however often they are named', () => {
    const named = inviteesOf({
      people: [ada, bob, ada],
      addresses: ['0A@amphi.test ', 'x@y.example', 'X@Y.example'],
      owners: [ada],
    })

    expect(named.map(({ address }) => address)).toEqual(['0a@amphi.test', '0b@amphi.test', 'x@y.example'])
  })

  test('get no letter where they want none, unless it is their address that was typed', () => {
    const quiet = aPerson('0c', { emailNotices: false })

    expect(inviteesOf({ people: [quiet], addresses: [], owners: [] })).toMatchObject([{ address: null, skipped: null }])
    expect(inviteesOf({ people: [], addresses: ['0c@amphi.test'], owners: [quiet] })).toMatchObject([
      { userId: quiet.id, address: '0c@amphi.test', isTyped: true },
    ])
  })

  test('are passed over where their account is disabled, or where there is no address', () => {
    const gone = aPerson('0d', { isDisabled: true })
    const odd = ['pas une adresse', 'a@b', 'a@b.fr\r\nBcc: c@d.fr', '\u202Emoc.elpmaxe@a', '  ', '\u200B']

    const named = inviteesOf({ people: [gone], addresses: odd, owners: [] })

    expect(named).toMatchObject([
      { userId: gone.id, address: null, skipped: 'disabled' },
      { address: 'pas une adresse', skipped: 'not_an_address' },
      { address: 'a@b', skipped: 'not_an_address' },
      { address: 'a@b.fr Bcc: c@d.fr', skipped: 'not_an_address' },
      { address: 'moc.elpmaxe@a', skipped: 'not_an_address' },
    ])
  })
})
