/** A line through values from 0 to `most`, drawn into a box, and the same closed at its foot. */
export const curveThrough = (values: readonly number[], most: number, width: number, height: number) => {
  const x = (at: number) => (values.length < 2 ? width : (at / (values.length - 1)) * width)
  const y = (value: number) => height - (Math.min(value, most) / Math.max(most, 0.001)) * height
  const line = values.map((value, at) => `${at === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`).join('')
  return { line, area: `${line}L${width} ${height}L${x(0).toFixed(1)} ${height}Z`, x, y }
}

/** A round number at or above: 1, 2 or 5 of some power of ten, so that a scale can be read. */
export const roundAbove = (value: number) => {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)))
  return [1, 2, 5, 10].map((it) => it * power).find((it) => it >= value) ?? 10 * power
}
