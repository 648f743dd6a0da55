import '#platform/lean-imports'

const { runCommand } = await import('./cli/run-command.ts')
const { ownTerminal } = await import('./cli/terminal.ts')

// Whoever reads us may have read enough: `people list | head -2`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = await runCommand(process.argv.slice(2), ownTerminal(process.env))
