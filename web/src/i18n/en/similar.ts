export const similar = {
  title: 'More like this',
  look: 'Find similar photos and videos',
  noNetwork: 'No classifier of this project describes pictures in a way that can be compared. The operator can fetch one with “serow models pull mobilenetv2_imagenet”.',
  notDescribed: 'The machine has described no animal here: there is no box of one, or it was looked at before pictures were described.',
  describe: 'Describe all photos and videos that are not yet', queued: 'Queued. It takes about as long as looking at them.',
  none: 'There is no other event with an animal in a box yet.',
  among: (crops: string) => `Of ${crops} animals in boxes, those that look most alike; none of the same event.`,
  seenAt: (clock: string) => `Seen at ${clock} of the video`,
  alike: (value: string) => `Similarity ${value}`,
};
