import { useStore } from '../useStore.ts'
import { useRoom } from './RoomContext.ts'

/** Who may end the meeting is asked which of the two they mean; others simply leave, and can come back. */
export const useLeave = () => {
  const { call, showDialog } = useRoom()
  const mayEnd = useStore(call.session.seen)?.can.end ?? false
  return () => (mayEnd ? showDialog('leave') : call.leave())
}
