import { IconDownload } from '@tabler/icons-react'
import { useAsk } from '#ground/queries.ts'
import { useWords } from '#ground/words.ts'
import { Button } from '#ui/Button.tsx'
import { useAttendanceSheet } from '../useAttendanceSheet.ts'

/** Who was in every session of a room, as a file. Not offered before there was one. */
export function AttendanceSheet({ room }: { room: { id: string; name: string } }) {
  const say = useWords('sessions')
  const sheet = useAttendanceSheet(room.name)
  const { data } = useAsk('listSessions', { params: { roomId: room.id }, query: {} })
  if (!data || data.length === 0) return null
  return (
    <Button
      variant="subtle"
      size="s"
      icon={<IconDownload size={18} stroke={1.8} />}
      onClick={() => void sheet.ofRoom(room.id)}
    >
      {say('sheet')}
    </Button>
  )
}
