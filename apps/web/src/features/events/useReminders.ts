import type { eventReminded } from '@amphi/contract/events'
import type { Ids } from '@amphi/contract/grammar'
import { useLive } from '#ground/live.ts'
import { notify } from '#ground/notify.ts'
import { call } from '#ground/request.ts'
import { useWords } from '#ground/words.ts'
import { toastReminder } from '#ui/toasts.ts'
import { joinAddress } from './join-address.ts'
import { useWhen } from './useWhen.ts'

type Reminded = Ids<typeof eventReminded>

/** Says in the page what one asked to be reminded of, with the way in where it is held by video. */
export const useReminders = (signedIn: boolean) => {
  const say = useWords('events')
  const { whole } = useWhen()
  const remind = async ({ calendarId, eventId, occurrence }: Reminded) => {
    const event = await call('readEvent', {
      params: { calendarId, eventId },
      query: occurrence === null ? {} : { occurrence },
    })
    const title = event.title || say('untitled')
    const join = joinAddress(event)
    toastReminder(say('reminded', { title, when: whole(event) }), join && { label: say('join'), ...join })
    notify(title, { body: whole(event), tag: `amphi-event ${eventId} ${event.startsAt}` })
  }
  useLive(signedIn ? 'agenda' : undefined, (heard) => {
    // Deleted meanwhile, there is nothing to be reminded of; unreachable, the letter says it.
    if (heard.say === 'fact' && heard.fact === 'event.reminded') remind(heard.ids as Reminded).catch(() => undefined)
  })
}
