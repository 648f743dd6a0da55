import { afterEach, expect, test } from 'vitest'
import { aHouse } from '@amphi/testkit/house'
import { createSweeps, type Sweeps } from '#platform/sweeps'

const { db } = await aHouse()
let sweeps: Sweeps | undefined
afterEach(() => sweeps?.close())

const problems: unknown[] = []
const aSweeper = (works = true) => (sweeps = createSweeps({ db, report: (error) => problems.push(error), works }))

test('a sweep that says when it is needed again comes back then, and not at its next turn', async () => {
  let times = 0
  const run = aSweeper().every(3600, 'sooner', async () => {
    times += 1
    return times < 3 ? 300 : undefined
  })

  run()

  await expect.poll(() => times).toBe(3)
  expect(problems).toEqual([])
})

test('a sweep that is closed does not come back, whatever it said', async () => {
  let times = 0
  const opened = aSweeper()
  const run = opened.every(3600, 'closed', async () => {
    times += 1
    return 200
  })
  run()
  await opened.close()

  run()
  await opened.close()

  expect(times).toBe(2)
})

test('while a sweep is held nobody takes their turn at it, and it goes on afterwards', async () => {
  let times = 0
  const run = aSweeper().every(3600, 'held', async () => void (times += 1))
  const elsewhere = createSweeps({ db, report: (error) => problems.push(error), works: true })
  const runElsewhere = elsewhere.every(3600, 'held', async () => void (times += 1))

  await elsewhere.hold('held', async () => {
    run()
    runElsewhere()
    await sweeps?.close()
    await elsewhere.close()
  })
  expect(times).toBe(0)

  run()
  await sweeps?.close()
  expect(times).toBe(1)
  await expect(elsewhere.hold('nothing', async () => {})).rejects.toThrow('No sweep is called nothing')
})
