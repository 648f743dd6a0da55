import floors from '../floors.json' with { type: 'json' }

const width = 62
const line = (left: string, label: string, text: string) => `${left.padEnd(10)}│  ${`${label}${text}`.padEnd(width)}│`
const rule = (left: string, right: string) => `${' '.repeat(10)}${left}${'─'.repeat(width + 2)}${right}`

/** The floors as `docs/architecture.md` draws them. */
export const floorsDrawing = (): string => {
  const storeys = floors.map((names, floor) => line(String(floor), '', names.join('  ')))
  const rows = [
    line('roof', 'main · cli · house', ''),
    ...storeys.toReversed(),
    line('ground', 'platform', '           knows no module'),
    line('cellar', 'packages/contract', '  knows nobody; its types reach the browser'),
  ]
  return [rule('┌', '┐'), rows.join(`\n${rule('├', '┤')}\n`), rule('└', '┘')].join('\n')
}
