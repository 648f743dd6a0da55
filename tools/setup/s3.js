// A server that speaks S3, for tests of files: versitygw keeps a bucket in a folder.
import { join } from 'node:path'
import { buildWithGo } from './go.js'
import { cache } from './places.js'
import { findProgram, isProgram } from './run-program.js'
import { note } from './say.js'

const version = '1.8.0'
const kept = join(cache, `versitygw-v${version}`)

/** Where it is, after building it if need be; undefined where there is none, and what needs it is passed over. */
export const bringS3 = async () => {
  const there = [process.env.AMPHI_TEST_S3_BIN, kept, findProgram('versitygw')].find((it) => it && isProgram(it))
  if (there) return there
  const module = `github.com/versity/versitygw/cmd/versitygw@v${version}`
  const built = await buildWithGo({
    title: `versitygw v${version} (S3, for tests)`,
    module,
    program: 'versitygw',
    kept,
  })
  if (!built) note('Tests of files in S3 need versitygw on PATH, or Go 1.26 or later to build it. All the rest works.')
  return built
}
