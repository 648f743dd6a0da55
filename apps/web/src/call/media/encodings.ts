import { type TrackPublishOptions, VideoPreset, VideoPresets } from 'livekit-client'
import type { QualityLevel } from './types.ts'

/** What one sends at each level; the smaller pictures that go along are for those who see one small, or badly. */
export const cameraEncoding = (level: QualityLevel): TrackPublishOptions => {
  switch (level) {
    case 'high':
      return {
        videoEncoding: { maxBitrate: 3_000_000, maxFramerate: 30 },
        videoSimulcastLayers: [VideoPresets.h180, VideoPresets.h360],
      }
    case 'standard':
      return {
        videoEncoding: { maxBitrate: 450_000, maxFramerate: 25 },
        videoSimulcastLayers: [new VideoPreset(320, 180, 120_000, 15)],
      }
    case 'low':
    case 'sound':
      return { videoEncoding: { maxBitrate: 120_000, maxFramerate: 15 }, simulcast: false }
    case 'automatic':
      return {
        videoEncoding: { maxBitrate: 1_700_000, maxFramerate: 25 },
        videoSimulcastLayers: [VideoPresets.h180, VideoPresets.h360],
      }
  }
}

/** A screen is read: its letters come before its frames, and 15 frames a second are the least. */
export const screenEncoding = (level: QualityLevel): TrackPublishOptions => {
  const spare = level === 'low' || level === 'sound' || level === 'standard'
  return {
    screenShareEncoding: spare
      ? { maxBitrate: 1_200_000, maxFramerate: 15 }
      : { maxBitrate: 3_500_000, maxFramerate: 30 },
    screenShareSimulcastLayers: [new VideoPreset(960, 540, 500_000, 15)],
    degradationPreference: 'maintain-resolution',
  }
}
