import type { QualityLevel } from './media/types.ts'

/** From the most to the least; `automatic` follows the line. */
export const qualityLevels: readonly QualityLevel[] = ['automatic', 'high', 'standard', 'low', 'sound']
