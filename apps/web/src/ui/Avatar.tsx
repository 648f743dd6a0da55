import css from './Avatar.module.css'
import { classes } from './classes.ts'
import { hueOf, initialsOf } from './person-marks.ts'

export interface Face {
  name: string
  pictureUrl?: string | null
}

/** A face, or initials on a tint of their own. Its name stands beside it, so it is not read aloud. */
export function Avatar({ of, size = 32, ring }: { of: Face; size?: number; ring?: string }) {
  const style = {
    width: size,
    height: size,
    fontSize: size * 0.37,
    boxShadow: ring ? `0 0 0 2px ${ring}` : undefined,
  }
  if (of.pictureUrl)
    return <img className={css.avatar} src={of.pictureUrl} alt="" width={size} height={size} style={style} />
  return (
    <span className={classes(css.avatar, css[`hue${hueOf(of.name)}`])} style={style} aria-hidden="true">
      {initialsOf(of.name)}
    </span>
  )
}

/** A few faces, and how many more. */
export function Stack({
  of,
  more = 0,
  size = 28,
  ring = 'var(--a-surface)',
  board,
}: {
  of: readonly Face[]
  more?: number
  size?: number
  ring?: string
  board?: boolean
}) {
  return (
    <span className={css.stack} style={{ ['--over' as string]: `${size * -0.16}px` }} aria-hidden="true">
      {of.map((face, index) => (
        <span key={`${index} ${face.name}`}>
          <Avatar of={face} size={size} ring={ring} />
        </span>
      ))}
      {more > 0 ? (
        <span
          className={classes(css.avatar, css.more, 'num')}
          data-board={board || undefined}
          style={{
            height: size,
            minWidth: size,
            fontSize: size * 0.4,
            borderRadius: size,
            boxShadow: `0 0 0 2px ${ring}`,
          }}
        >
          +{more}
        </span>
      ) : null}
    </span>
  )
}
