import { useCallWords } from '../../words.ts'

/** Whoever goes in is noted, and is told so beforehand, with for how long. */
export function Kept({ months, className }: { months: number | null; className?: string | undefined }) {
  const say = useCallWords()
  const words = () => {
    if (months === null) return say('ready.kept_day')
    const years = months / 12
    return Number.isInteger(years)
      ? say('ready.kept_years', { count: years })
      : say('ready.kept_months', { count: months })
  }
  return <p className={className}>{words()}</p>
}
