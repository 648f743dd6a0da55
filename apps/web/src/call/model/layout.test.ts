import { describe, expect, test } from 'vitest'
import { capacityOf, fitGrid } from './layout-fit.ts'
import { closeRanks, keepPlaces, pageOf, type Place } from './layout-places.ts'

describe('places in the grid', () => {
  test.each<[string, Place[], string[], Place[]]>([
    ['newcomers sit behind the others', ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c']],
    ['nobody moves when someone in the middle leaves', ['a', 'b', 'c'], ['a', 'c'], ['a', null, 'c']],
    ['the last who leaves takes the place along', ['a', 'b', 'c'], ['a', 'b'], ['a', 'b']],
    ['free places at the end fall away together', ['a', null, 'c'], ['a'], ['a']],
    [
      'a newcomer takes the first free place',
      ['a', null, 'c', null, 'e'],
      ['a', 'c', 'e', 'f'],
      ['a', 'f', 'c', null, 'e'],
    ],
    ['one leaves as another comes', ['a', 'b', 'c'], ['a', 'c', 'd'], ['a', 'd', 'c']],
    ['the first moment', [], ['a', 'b'], ['a', 'b']],
  ])('%s', (_, before, present, expected) => {
    expect(keepPlaces(before, present)).toEqual(expected)
  })

  test('ranks close when the stage is drawn anew', () => {
    expect(closeRanks(['a', null, 'c', null, 'e'])).toEqual(['a', 'c', 'e'])
  })

  test.each([
    [9, 0, { page: 0, pages: 2, first: 'p0', length: 9 }],
    [9, 1, { page: 1, pages: 2, first: 'p9', length: 2 }],
    [9, 7, { page: 1, pages: 2, first: 'p9', length: 2 }],
    [16, 1, { page: 0, pages: 1, first: 'p0', length: 11 }],
  ])('eleven people in pages of %i, page %i', (size, wanted, { page, pages, first, length }) => {
    const shown = pageOf(
      Array.from({ length: 11 }, (_, index) => `p${index}`),
      size,
      wanted,
    )

    expect(shown).toMatchObject({ page, pages })
    expect(shown.places[0]).toBe(first)
    expect(shown.places).toHaveLength(length)
  })
})

describe('the grid fits its space', () => {
  const desktop = { width: 1396, height: 640 }
  const phone = { width: 362, height: 630 }

  test.each([
    [desktop, 1, 1, 1],
    [desktop, 2, 2, 1],
    [desktop, 4, 2, 2],
    [desktop, 9, 3, 3],
    [phone, 1, 1, 1],
    [phone, 2, 1, 2],
    [phone, 4, 2, 2],
    [phone, 6, 2, 3],
  ])('%o with %i people: %i columns, %i rows', (space, count, columns, rows) => {
    expect(fitGrid(space, count)).toMatchObject({ columns, rows })
  })

  test('six on a phone, nine on a desk, more on a wall', () => {
    expect([phone, desktop, { width: 1880, height: 900 }, { width: 2500, height: 1300 }].map(capacityOf)).toEqual([
      6, 9, 16, 25,
    ])
  })
})
