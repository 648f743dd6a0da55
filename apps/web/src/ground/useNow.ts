import { useEffect, useState } from 'react'

/** The time, told anew every so often, for what counts minutes. */
export const useNow = (every = 30_000) => {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
