import '#platform/lean-imports'

const { runCommand } = await import('./cli/run-command.ts')
const { ownTerminal } = await import('./cli/terminal.ts')

process.exitCode = await runCommand(process.argv.slice(2), ownTerminal(process.env))
