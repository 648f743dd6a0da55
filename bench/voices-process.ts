import { AudioFrame, AudioSource, LocalAudioTrack, Room, TrackPublishOptions, TrackSource } from '@livekit/rtc-node'

/** Some of the people of a crowded room, without a browser: the first few hum, all listen. */
const { BENCH_URL = '', BENCH_TOKENS = '', BENCH_SPEAKERS = '0' } = process.env

/** Ten milliseconds of a hum, again and again, until the room is left. */
const hum = async (room: Room) => {
  const source = new AudioSource(48_000, 1)
  const options = new TrackPublishOptions()
  options.source = TrackSource.SOURCE_MICROPHONE
  await room.localParticipant?.publishTrack(LocalAudioTrack.createAudioTrack('microphone', source), options)
  const frame = AudioFrame.create(48_000, 1, 480)
  frame.data.forEach((_, i) => (frame.data[i] = Math.round(8000 * Math.sin((i / 480) * 8 * Math.PI))))
  while (room.isConnected) await source.captureFrame(frame)
}

/** On a busy machine this library now and then loses its own handle while it connects: then once more. */
const enter = async (token: string, tries = 5): Promise<Room> => {
  const room = new Room()
  try {
    await room.connect(BENCH_URL, token, { autoSubscribe: true, dynacast: false })
    return room
  } catch (error) {
    if (tries === 1) throw error
    return enter(token, tries - 1)
  }
}

// Kept: a room that is collected leaves.
const rooms: Room[] = []
for (const [index, token] of BENCH_TOKENS.split(' ').entries()) {
  const room = await enter(token)
  if (index < Number(BENCH_SPEAKERS)) void hum(room)
  rooms.push(room)
}
process.stdout.write(`${JSON.stringify({ port: 0 })}\n`)
setInterval(() => rooms.length, 60_000)
