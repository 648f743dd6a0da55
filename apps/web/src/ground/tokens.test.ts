import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')

type Tokens = Record<string, string>
const block = (start: string): Tokens => {
  const body = css.slice(css.indexOf(start)).split('}')[0] ?? ''
  return Object.fromEntries([...body.matchAll(/--a-([\w-]+):\s*(#[\da-f]{6})/gi)].map(([, name, hex]) => [name, hex]))
}
const themes = {
  light: block("[data-mantine-color-scheme='light']"),
  dark: block("[data-mantine-color-scheme='dark']"),
}

const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const weights = [0.2126, 0.7152, 0.0722]
const light = (hex: string) =>
  weights.reduce(
    (sum, weight, at) => sum + weight * linear(Number.parseInt(hex.slice(1 + at * 2, 3 + at * 2), 16) / 255),
    0,
  )
const ratio = (one: string, other: string) => {
  const [most = 0, least = 0] = [light(one), light(other)].toSorted((a, b) => b - a)
  return (most + 0.05) / (least + 0.05)
}

const over = (grounds: string[], inks: string[]) =>
  grounds.flatMap((ground) => inks.map((ink) => [ink, ground] as const))
const texts = [
  ...over(['paper', 'surface', 'raised', 'sunken', 'hover', 'control', 'chrome'], ['ink', 'ink-2']),
  ...over(['paper', 'surface', 'raised', 'hover'], ['ink-3']),
  ...over(['paper', 'surface', 'primary-soft', 'control'], ['primary-ink']),
  ...over(['primary', 'primary-hover'], ['on-primary']),
  ...over(['rec', 'rec-hover'], ['on-rec']),
  ...['live', 'rec', 'hand', 'info', 'plum'].flatMap((tone) => [
    ...over([`${tone}-soft`], [`${tone}-ink`, 'ink', 'ink-2']),
    ...over(['surface'], [`${tone}-ink`]),
  ]),
  ...over(['board', 'board-2'], ['board-ink', 'board-ink-2']),
  ...over(['chalk'], ['on-chalk']),
  ...over(['stage', 'stage-tile'], ['stage-ink']),
  ...over(['stage'], ['stage-ink-2']),
]
const parts = [
  ...over(['surface', 'paper'], ['line-strong', 'focus']),
  ...over(['surface'], ['live', 'rec', 'primary', 'info', 'plum']),
  ...over(['primary-soft'], ['focus', 'primary']),
  ...over(['stage'], ['speaking', 'hand']),
]

test.for(['light', 'dark'] as const)('in the %s theme words and edges stand out enough', (theme) => {
  const tokens = themes[theme]
  // A colour that does not exist stands out from nothing.
  const colour = (name: string) => tokens[name] ?? '#000000'
  const faint = (pairs: (readonly [string, string])[], least: number) =>
    pairs.filter(([one, other]) => ratio(colour(one), colour(other)) < least)

  expect(faint(texts, 4.5)).toEqual([])
  expect(faint(parts, 3)).toEqual([])
})
