import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'

export interface Pixels {
  width: number
  height: number
  /** Four bytes a pixel. */
  rgba: Uint8Array
}

/** Draws one of our drawings as a camera, or a shared screen, would show it. */
export const draw = async (browser: Browser, name: string, width: number, height: number): Promise<Pixels> => {
  const svg = readFileSync(join(import.meta.dirname, 'pictures', `${name}.svg`), 'utf8')
  const page = await browser.newPage()
  try {
    const text = await page.evaluate<string>(`(async () => {
      const image = new Image()
      image.src = 'data:image/svg+xml;utf8,' + encodeURIComponent(${JSON.stringify(svg)})
      await image.decode()
      const canvas = new OffscreenCanvas(${width}, ${height})
      const context = canvas.getContext('2d')
      context.drawImage(image, 0, 0, ${width}, ${height})
      const { data } = context.getImageData(0, 0, ${width}, ${height})
      let text = ''
      for (let i = 0; i < data.length; i += 32768) text += String.fromCharCode(...data.subarray(i, i + 32768))
      return btoa(text)
    })()`)
    return { width, height, rgba: new Uint8Array(Buffer.from(text, 'base64')) }
  } finally {
    await page.close()
  }
}

/** BT.601 in its narrow range, a colour for each four pixels: what cameras give. */
export const toYuv = ({ width, height, rgba }: Pixels) => {
  const luma = width * height
  const yuv = new Uint8Array(luma * 1.5)
  const at = (i: number) => [rgba[i] ?? 0, rgba[i + 1] ?? 0, rgba[i + 2] ?? 0] as const
  for (let i = 0; i < luma; i += 1) {
    const [r, g, b] = at(i * 4)
    yuv[i] = 16 + 0.257 * r + 0.504 * g + 0.098 * b
  }
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      const [r, g, b] = at((y * width + x) * 4)
      const i = (y / 2) * (width / 2) + x / 2
      yuv[luma + i] = 128 - 0.148 * r - 0.291 * g + 0.439 * b
      yuv[luma * 1.25 + i] = 128 + 0.439 * r - 0.368 * g - 0.071 * b
    }
  }
  return yuv
}

/** A film of one frame, which Chromium shows again and again as if a camera gave it. */
export const writeFilm = (file: string, pixels: Pixels) => {
  const { width, height } = pixels
  const frame = Buffer.concat([Buffer.from('FRAME\n'), toYuv(pixels)])
  writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F5:1 Ip A1:1 C420jpeg\n`), frame]))
}
