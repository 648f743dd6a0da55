import type { JitsiMeeting } from '@amphi/contract/jitsi'
import type { Language } from '@amphi/contract/requests'

/** What we use of Jitsi’s IFrame API (`JitsiMeetExternalAPI`). */
export interface Frame {
  addListener(event: string, listener: (details: Details) => void): void
  executeCommand(command: string, ...args: unknown[]): void
  dispose(): void
}

/** Of whichever event. */
export interface Details {
  id?: string
  role?: string
  error?: { name?: string }
  name?: string
}

type MakeFrame = new (domain: string, options: object) => Frame

declare global {
  interface Window {
    JitsiMeetExternalAPI?: MakeFrame
  }
}

/** Longer than a slow network takes, shorter than anybody waits. */
const patience = 20_000

/** Their own script: the policy of the page lets it come from that one address, and nothing else with it. */
const loadScript = (src: string) =>
  new Promise<void>((loaded, failed) => {
    const script = document.createElement('script')
    const timer = setTimeout(() => failed(new Error('too slow')), patience)
    script.addEventListener('load', () => loaded())
    script.addEventListener('error', () => failed(new Error('not there')))
    script.addEventListener('load', () => clearTimeout(timer))
    script.src = src
    document.head.append(script)
  })

const makerOf = async (address: string): Promise<MakeFrame> => {
  if (!window.JitsiMeetExternalAPI) await loadScript(`${address}external_api.js`)
  if (!window.JitsiMeetExternalAPI) throw new Error('not Jitsi')
  return window.JitsiMeetExternalAPI
}

/** Where the same meeting is in Jitsi’s own page. */
export const plainAddress = ({ address, name }: Pick<JitsiMeeting, 'address' | 'name'>) => `${address}${name}`

/** The meeting in a frame of theirs, at that place of ours; rejected where their server does not answer. */
export const openFrame = async (meeting: JitsiMeeting, language: Language, place: HTMLElement): Promise<Frame> => {
  const { address, name, token, person, startMuted, subject } = meeting
  const Api = await makerOf(address)
  const { host, pathname } = new URL(address)
  return new Api(host, {
    // The path of a server that is shared stands before the name.
    roomName: `${pathname.slice(1)}${name}`,
    parentNode: place,
    width: '100%',
    height: '100%',
    lang: language,
    ...(token === null ? {} : { jwt: token }),
    userInfo: { displayName: person.name },
    configOverwrite: {
      startWithAudioMuted: startMuted,
      // The name was asked for at our own door, and a device test stands there.
      prejoinConfig: { enabled: false },
      prejoinPageEnabled: false,
      defaultLanguage: language,
      subject,
      disableDeepLinking: true,
    },
  })
}
