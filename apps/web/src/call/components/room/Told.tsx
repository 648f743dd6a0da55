import {
  IconHandStop,
  IconInfoCircle,
  IconMicrophone,
  IconMicrophoneOff,
  IconScreenShareOff,
  IconShield,
  IconVideo,
  IconVideoOff,
} from '@tabler/icons-react'
import { useLanguage } from '#ground/words.ts'
import type { Told as What } from '../../model/moderation.ts'
import { type CallSay, useCallWords } from '../../words.ts'
import { useStore } from '../useStore.ts'
import { Hint } from './Hint.tsx'
import { useModerating } from './useModerating.ts'
import { useRoom } from './RoomContext.ts'
import { useDeeds } from './useDeeds.ts'

const icon = { size: 20, stroke: 1.9, 'aria-hidden': true } as const
const off = {
  microphone: <IconMicrophoneOff {...icon} />,
  camera: <IconVideoOff {...icon} />,
  screen: <IconScreenShareOff {...icon} />,
  chat: <IconInfoCircle {...icon} />,
}

const iconOf = (told: What) => {
  if (told.kind === 'muted') return off[told.source]
  if (told.kind === 'forbidden') return off[told.means[0] ?? 'chat']
  if (told.kind === 'confided' || told.kind === 'shown') return <IconVideo {...icon} />
  if (told.kind === 'asked' || told.kind === 'allowed') return <IconMicrophone {...icon} />
  return <IconShield {...icon} />
}

/** `forAll`: what is forbidden is so for all participants. */
const wordsOf = (say: CallSay, language: string, told: What, forAll: boolean): string => {
  if ('means' in told) {
    const [first = 'chat', ...more] = told.means
    const how = told.kind === 'allowed' ? 'allowed' : forAll ? 'forbidden' : 'own'
    if (more.length === 0) return say(`told.${how}_${first}`)
    const things = told.means.map((it) => say(`told.thing_${it}`))
    return say(`told.${how}_several`, { things: new Intl.ListFormat(language).format(things) })
  }
  if (told.kind === 'muted') return say(`told.muted_${told.source}`, { by: told.by || say('told.someone') })
  if (told.kind === 'asked') return say('told.asked', { by: told.by || say('told.someone') })
  return say(`told.${told.kind}`)
}

/** What a moderator did that concerns oneself: in words, by whom, and what one can do about it. */
export function Told() {
  const say = useCallWords()
  const language = useLanguage()
  const { call } = useRoom()
  const deeds = useDeeds()
  const moderate = useModerating()
  const { moderation } = call
  const told = useStore(moderation.told)
  const limits = useStore(moderation.limits)
  const allowed = useStore(moderation.allowed)
  const asks = useStore(moderation.asksToSpeak)
  const { wanted } = useStore(call.own.capture.microphone)

  const asking = asks ? (
    <Hint
      icon={<IconHandStop {...icon} />}
      words={say('told.asking')}
      deed={say('told.withdraw')}
      onDeed={() => moderate(moderation.askToSpeak(false))}
    />
  ) : null
  if (!told) return asking

  const open = { onDeed: deeds.microphone, onClose: moderation.dismiss }
  const forMicrophone = () => {
    if (wanted) return undefined
    if (told.kind === 'muted' && told.source === 'microphone' && allowed.microphone)
      return { deed: say('told.reopen'), ...open }
    if (told.kind === 'asked' || (told.kind === 'allowed' && told.means.includes('microphone')))
      return { deed: say('told.open'), ...open }
    if (told.kind === 'forbidden' && told.means.includes('microphone'))
      return {
        deed: say('told.ask'),
        onDeed: () => {
          moderation.dismiss()
          moderate(moderation.askToSpeak(true))
        },
        onClose: moderation.dismiss,
      }
    return undefined
  }
  const isAnswered = told.kind === 'forbidden' && told.means.every((it) => it === 'microphone') && asks
  return (
    <>
      {isAnswered ? null : (
        <Hint
          icon={iconOf(told)}
          words={wordsOf(say, language, told, 'means' in told && !told.means.some((it) => limits[it]))}
          {...(forMicrophone() ?? { onClose: moderation.dismiss })}
        />
      )}
      {asking}
    </>
  )
}
