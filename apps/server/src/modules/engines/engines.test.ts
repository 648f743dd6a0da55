import { expect, test } from 'vitest'
import { readOccupancy, startConnectionTest } from '@amphi/contract/engines'
import { startMeeting } from '@amphi/contract/sessions'
import { aHouse } from '@amphi/testkit/house'

test('SC-01 how busy the service is counts meetings, not pages that try their connection', async () => {
  const { aGuest } = await aHouse()
  const guest = aGuest()
  await guest.ask(startConnectionTest, {})
  await guest.ask(startMeeting, { body: {} })

  const { reply } = await guest.ask(readOccupancy, {})

  expect(reply).toMatchObject({ level: 'little', meetings: 1, people: 0, sizes: [0] })
})
