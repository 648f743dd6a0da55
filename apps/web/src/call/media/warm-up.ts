import { Room } from 'livekit-client'

/**
 * What a first call makes a browser do once (its codecs, its network threads, the client's own tables) is done while
 * people look at their camera: it would be a good part of the wait for the first picture.
 */
export const warmUp = async (): Promise<void> => {
  const connection = new RTCPeerConnection()
  try {
    connection.createDataChannel('warm')
    connection.addTransceiver('audio')
    connection.addTransceiver('video')
    await connection.createOffer()
    // Made only to have been made.
    void new Room({ adaptiveStream: true, dynacast: true })
  } finally {
    connection.close()
  }
}
