import type { Command, Option } from './command.ts'

/** What every command understands. */
export const everywhere = {
  json: { type: 'boolean', about: 'answer in JSON' },
  tenant: {
    type: 'string',
    value: 'NAME',
    about: 'the institution, by its name or host name, where there are several',
  },
  help: { type: 'boolean', about: 'say this' },
} as const satisfies Record<string, Option>

export const usageOf = ({ words, takes = [] }: Command) => [...words, ...takes].join(' ')

const optionLines = (options: Readonly<Record<string, Option>>) =>
  Object.entries(options).map(
    ([name, { value, about }]) => `  ${`--${name}${value ? ` ${value}` : ''}`.padEnd(24)} ${about}`,
  )

export const helpOf = (command: Command): string[] => [
  `npm run amphi -- ${usageOf(command)}`,
  command.about,
  '',
  ...optionLines({ ...command.options, ...everywhere }),
]

export const helpOfAll = (commands: readonly Command[]): string[] => {
  const width = Math.max(...commands.map((it) => usageOf(it).length))
  return [
    'npm run amphi -- COMMAND [OPTIONS], beside a running server or without one:',
    '',
    ...commands.map((it) => `  ${usageOf(it).padEnd(width)}  ${it.about}`),
    '',
    ...optionLines(everywhere),
  ]
}
