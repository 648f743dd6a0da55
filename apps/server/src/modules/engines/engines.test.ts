import { expect, test } from 'vitest'
import { readOccupancy, startConnectionTest } from '@amphi/contract/engines'
import { aHouse } from '@amphi/testkit/house'
import { aMeeting, comeInside } from '@amphi/testkit/story'

test('SC-01 how busy the service is counts meetings with somebody in them', async () => {
  const house = await aHouse()
  const guest = house.aGuest()
  // A page that tries its connection is no meeting, and one that nobody has joined occupies nothing.
  await guest.ask(startConnectionTest, {})
  await aMeeting(house)
  const { code } = await aMeeting(house)
  await comeInside(house, guest, code)

  const { reply } = await guest.ask(readOccupancy, {})

  expect(reply).toMatchObject({ level: 'little', meetings: 1, people: 1, sizes: [1] })
})
