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

const optionRows = (options: Readonly<Record<string, Option>>) =>
  Object.entries(options).map(([name, { value, about }]) => `| \`--${name}${value ? ` ${value}` : ''}\` | ${about} |`)

const chapterOf = (command: Command): string[] => {
  const rows = optionRows(command.options ?? {})
  const table = rows.length > 0 ? ['', '| Option | What it does |', '|---|---|', ...rows] : []
  return ['', `## ${usageOf(command)}`, '', `${command.about}.`, ...table]
}

/** `docs/command-line.md`, written from the commands themselves. */
export const commandLinePage = (commands: readonly Command[]): string =>
  [
    '# Command line',
    '',
    '<!-- Written by `npm run generate` from apps/server/src/cli. -->',
    '',
    'In the clone, with the same settings as the server (`AMPHI_DATA` above all), beside it or without it:',
    '`npm run amphi -- COMMAND [OPTIONS]`. What is done is exit 0; what is not is one sentence and exit 1.',
    '',
    '| Option of every command | What it does |',
    '|---|---|',
    ...optionRows(everywhere),
    ...commands.flatMap(chapterOf),
    '',
  ].join('\n')
