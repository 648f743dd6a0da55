import { useCallWords } from '../../words.ts'

/** Whoever goes in is noted, and is told so beforehand, with for how long. */
export function Kept({ months, className }: { months: number; className?: string | undefined }) {
  const say = useCallWords()
  const years = months / 12
  const words = Number.isInteger(years)
    ? say('ready.kept_years', { count: years })
    : say('ready.kept_months', { count: months })
  return <p className={className}>{words}</p>
}
