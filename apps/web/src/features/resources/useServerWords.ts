import type { ResourceServer } from '@amphi/contract/resources'
import { useWords } from '#ground/words.ts'

/** Where conferences are, in a few words. */
export const useServerWords = () => {
  const say = useWords('resources')
  return (server: ResourceServer) =>
    server.kind === 'rooms' ? say('server.rooms') : server.url.replace(/^https?:\/\//, '').replace(/\/$/, '')
}
