import { describe, expect, test } from 'vitest'
import type { CaptureState, Trouble } from '../media/types.ts'
import { createStore } from '../store.ts'
import { type Switches, turnDevice } from './turn-device.ts'

const shut: CaptureState = { wanted: false, opening: false, track: null, trouble: null }
const track = {} as MediaStreamTrack

/** A browser that asks its user, who answers when the test says so. */
const aBrowser = (now: CaptureState = shut) => {
  const microphone = createStore(now)
  let answer: (given: Trouble | 'yes') => void = () => undefined
  const capture: Switches = {
    microphone,
    camera: createStore(shut),
    want: async (_kind, wanted) => {
      microphone.change((state) => ({ ...state, wanted, trouble: null, opening: wanted }))
      if (!wanted) return
      const given = await new Promise<Trouble | 'yes'>((done) => {
        answer = done
      })
      if (!microphone.get().wanted) return
      const found = given === 'yes' ? { track } : { trouble: given }
      microphone.change((state) => ({ ...state, ...found, opening: false }))
    },
  }
  return { capture, press: () => turnDevice(capture, 'microphone'), answer: (given: Trouble | 'yes') => answer(given) }
}

describe('turning a device on or off', () => {
  test('it is on once the browser has given it, and not before', async () => {
    const { press, answer } = aBrowser()
    const said: string[] = []

    const pressed = press().then((how) => said.push(how))
    await Promise.resolve()
    expect(said).toEqual([])
    answer('yes')
    await pressed

    expect(said).toEqual(['on'])
  })

  test('what the browser refuses is not on', async () => {
    const { press, answer } = aBrowser()

    const pressed = press()
    answer('refused')

    expect(await pressed).toBe('refused')
  })

  test('what was refused before is asked for again', async () => {
    const { press, answer } = aBrowser({ ...shut, wanted: true, trouble: 'busy' })

    const pressed = press()
    answer('yes')

    expect(await pressed).toBe('on')
  })

  test('a second press, while the browser still asks, turns it off; the first one says nothing', async () => {
    const { press, answer } = aBrowser()

    const first = press()
    const second = await press()
    answer('yes')

    expect([await first, second]).toEqual(['overtaken', 'off'])
  })
})
