/** The mark: tiers of seats around a stage. */
export function Mark({
  size = 28,
  tone = 'var(--a-primary)',
  dot = 'var(--a-hand)',
}: {
  size?: number
  tone?: string
  dot?: string
}) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <g stroke={tone} strokeWidth="3.6" strokeLinecap="round">
        <path d="M3 24a13 13 0 0 1 26 0" />
        <path d="M9.6 24a6.4 6.4 0 0 1 12.8 0" />
      </g>
      <circle cx="16" cy="24.4" r="2.9" fill={dot} />
    </svg>
  )
}

export function Logo({
  size = 28,
  tone = 'var(--a-primary)',
  ink = 'var(--a-ink)',
}: {
  size?: number
  tone?: string
  ink?: string
}) {
  return (
    <span className="row" style={{ gap: size * 0.3 }}>
      <Mark size={size} tone={tone} />
      <span style={{ fontSize: size * 0.78, fontWeight: 700, letterSpacing: '-.02em', lineHeight: 1, color: ink }}>
        Amphi
      </span>
    </span>
  )
}
