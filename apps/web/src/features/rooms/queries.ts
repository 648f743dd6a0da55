import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { RoomSettingsChange } from '@amphi/contract/room-settings'
import { useLive } from '#ground/live.ts'
import { keyOf, useAsk, useTell } from '#ground/queries.ts'
import type { AskOf, RouteName } from '#ground/request.ts'

/** All that tells of a room. */
const seen = [
  'listRooms',
  'listAllRooms',
  'readRoom',
  'readRoomSettings',
  'listGrants',
  'listLinks',
  'listSessions',
  'readSessionRecord',
  'readAttendance',
] as const satisfies RouteName[]

/** Kept fresh by the channel `rooms`; the minute is for when no socket can be had (an old proxy). */
export const useRooms = () => useAsk('listRooms', undefined, { refetchInterval: 60_000 })
/** Of the institution: nobody is told of each, so it is asked for again. */
export const useAllRooms = ({ search, owner, ...asked }: AskOf<'listAllRooms'>['query'] & {}) =>
  useAsk(
    'listAllRooms',
    { query: { ...asked, ...(search ? { search } : {}), ...(owner ? { owner } : {}) } },
    { keep: true, refetchInterval: 15_000 },
  )
export const useRoom = (roomId: string) => useAsk('readRoom', { params: { roomId } }, { refetchInterval: 60_000 })

export const useRoomSettings = (roomId: string, mayKnow: boolean) =>
  useAsk('readRoomSettings', { params: { roomId } }, { enabled: mayKnow })

export const usePresets = () => useAsk('listPresets')
const ofPresets = ['listPresets', 'listRooms', 'readRoom', 'readRoomSettings'] as const satisfies RouteName[]
export const useCreatePreset = () => useTell('createPreset', { touches: ofPresets })
export const useChangePreset = () => useTell('changePreset', { touches: ofPresets })
export const useRemovePreset = () => useTell('removePreset', { touches: ofPresets })
export const useRulePresets = () => useTell('rulePresets', { touches: ofPresets })

export const useCreateRoom = () => useTell('createRoom', { touches: ['listRooms', 'listPresets'] })
export const useRenameRoom = () => useTell('renameRoom', { touches: seen })
/** What was asked for shows at once; what the server made of it, as soon as it answers. */
export const useChangeRoomSettings = (roomId: string) => {
  const client = useQueryClient()
  const params = { roomId }
  const key = keyOf('readRoomSettings', { params })
  const tell = useTell('changeRoomSettings', { touches: ['readRoom', 'listLinks'] })
  const change = async (body: RoomSettingsChange) => {
    // Told to the mutation instead, it would not be heard once the page that asked is gone.
    const settings = await tell.mutateAsync({ params, body })
    client.setQueryData(key, settings)
  }
  return { change, wanted: tell.isPending ? tell.variables.body : undefined, error: tell.error, reset: tell.reset }
}
export const useMarkRoom = () => useTell('markRoom', { touches: ['listRooms', 'listAllRooms', 'readRoom'] })
export const useOpenRoom = () => useTell('openRoom', { touches: seen })
export const useCloseRoom = () => useTell('closeRoom', { touches: seen })
export const useArchiveRoom = () => useTell('archiveRoom', { touches: seen })
export const useRestoreRoom = () => useTell('restoreRoom', { touches: seen })
export const useKeepRoom = () => useTell('keepRoom', { touches: ['listRooms', 'listAllRooms', 'readRoom'] })
export const useLeadRoom = () => useTell('leadRoom', {})
export const useRemoveRoom = () => useTell('removeRoom', { touches: ['listRooms', 'listAllRooms'] })

/** A class that comes in together is many facts, and one asking. */
const together = 600

/** Asks anew for what is shown of one's rooms whenever something happens in one of them. */
export const useRoomsLive = () => {
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  useLive('rooms', ({ say }) => {
    if (say === 'refused' || timer.current !== undefined) return
    timer.current = setTimeout(() => {
      timer.current = undefined
      for (const name of seen) void client.invalidateQueries({ queryKey: keyOf(name) })
    }, together)
  })
}
