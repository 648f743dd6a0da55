import { useEffect, useRef, useState } from 'react'
import type { EventId } from '@amphi/contract/calendars'
import type { ResourceId } from '@amphi/contract/resources'
import { call } from '#ground/request.ts'
import type { Booked } from './draft.ts'

/** A day later the server gives back by itself what could not be given back here. */
const giveBack = (conferenceId: EventId) => {
  void call('giveBackConference', { params: { conferenceId } }).catch(() => undefined)
}

/**
 * Links that are booked while a form is written, before its event is saved: they work at once, and are given back with
 * the form, unless the event was saved with them.
 */
export const useReserved = () => {
  const held = useRef(new Set<EventId>())
  const isOpen = useRef(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    isOpen.current = true
    return () => {
      isOpen.current = false
      for (const id of held.current) giveBack(id)
      held.current = new Set()
    }
  }, [])

  const reserve = async (resourceId: ResourceId, title: string): Promise<Booked | undefined> => {
    setBusy(true)
    setError(undefined)
    try {
      const { id, url } = await call('reserveConference', { body: { resourceId, title } })
      if (isOpen.current) held.current.add(id)
      else giveBack(id)
      return { resourceId, conferenceId: id, url }
    } catch (problem) {
      setError(problem)
      return undefined
    } finally {
      setBusy(false)
    }
  }

  return {
    busy,
    error,
    reserve,
    drop({ conferenceId }: Booked) {
      if (conferenceId && held.current.delete(conferenceId)) giveBack(conferenceId)
    },
    /** It goes out with its event, which holds it from then on; back again where the event was refused. */
    sent: ({ conferenceId }: Booked) => conferenceId && held.current.delete(conferenceId),
    refused: ({ conferenceId }: Booked) => conferenceId && held.current.add(conferenceId),
  }
}

export type Reserved = ReturnType<typeof useReserved>
