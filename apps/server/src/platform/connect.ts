import { Client } from 'pg'

/** One connection of its own, outside the pool; whoever asks for it ends it. */
export const connect = async (url: string) => {
  const client = new Client(url)
  // Broken while nothing is asked of it, it would end the process: the next question says so as well.
  client.on('error', () => {})
  await client.connect()
  return client
}
