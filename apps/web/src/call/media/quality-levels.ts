import type { QualityLevel } from './types.ts'

/** From the most to the least; `automatic` follows the line. */
export const qualityLevels: readonly QualityLevel[] = ['automatic', 'high', 'standard', 'low', 'sound']
