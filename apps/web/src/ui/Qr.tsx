import { useMemo } from 'react'
import { encode } from 'uqr'
import { useWords } from '#ground/words.ts'

/** A real code, drawn as one path; always dark on white, so that every phone reads it. */
export function Qr({ value, size }: { value: string; size: number }) {
  const say = useWords('ui')
  const { path, count } = useMemo(() => {
    const { data } = encode(value, { border: 1, ecc: 'M' })
    const cells = data.flatMap((row, y) => row.map((on, x) => (on ? `M${x} ${y}h1v1h-1z` : '')))
    return { path: cells.join(''), count: data.length }
  }, [value])
  return (
    <svg
      width={size}
      height={size}
      viewBox={`0 0 ${count} ${count}`}
      role="img"
      aria-label={say('qr')}
      shapeRendering="crispEdges"
    >
      <rect width={count} height={count} fill="#fff" />
      <path d={path} fill="#14211D" />
    </svg>
  )
}
