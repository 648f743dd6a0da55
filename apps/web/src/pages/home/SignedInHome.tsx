import { Shell } from '../shell/Shell.tsx'
import { HomePage } from './HomePage.tsx'

/** The home has the address of the public one, so it brings its frame itself. */
export function SignedInHome() {
  return (
    <Shell>
      <HomePage />
    </Shell>
  )
}
