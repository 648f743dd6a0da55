import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Does something in a folder that is gone afterwards. */
export const inTemporaryFolder = async (deed) => {
  const folder = mkdtempSync(join(tmpdir(), 'amphi-setup-'))
  try {
    return await deed(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
