import { useAsk, useTell } from '#ground/queries.ts'

/** How busy the service is; asked again while the page is looked at. */
export const useOccupancy = () => useAsk('readOccupancy', undefined, { refetchInterval: 15_000 })

export const useStartMeeting = () => useTell('startMeeting', { touches: ['readOccupancy'] })
