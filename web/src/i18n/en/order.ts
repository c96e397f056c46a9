export const order = {
  sort: 'Sort',
  sorts: { oldest: 'Oldest first', newest: 'Newest first', worth: 'Worth most first' },
  asOf: (when: string) => `Order of ${when}`,
  pending: 'The order is being worked out…',
  follows: 'a newer one follows',
  changed: 'The order was worked out anew.',
  show: 'Show it',
  // Why an event is worth an answer: short, beside the event
  short: {
    people_differ: () => 'people disagree',
    machines_differ: () => 'models disagree',
    awaits_another: () => 'wants another answer',
    rare: (_name: string, settled: string) => `rare here: ${settled} settled`,
    unsure: (share: string) => `unsure: ${share}`,
    not_looked_at: () => 'not looked at',
    little_reviewed: (point: string) => `little reviewed at ${point}`,
  },
  // And in whole sentences
  long: {
    people_differ: 'People’s answers to it differ.',
    machines_differ: 'Models, photos of the event, or the event as a whole name it differently, or one model sees nothing where another does.',
    awaits_another: 'Somebody answered; the project’s rule wants another answer.',
    rare: (name: string, settled: string, count: number) => `${name} is rare here: people agree to see it in ${count === 0 ? 'no event' : count === 1 ? 'one event' : `${settled} events`} of the project so far.`,
    unsure: (share: string) => `Of what is suggested here, the model is ${share} sure where it is least sure.`,
    not_looked_at: 'Something in it has no answer at all, not even a model’s.',
    little_reviewed: (point: string, nights: string, count: number) => (count === 0 ? `At ${point} no trap-night is reviewed so far.` : `At ${point} the events of about ${nights} trap-nights are settled so far.`),
  },
  title: 'Why it stands here',
  worth: (worth: string) => `Worth ${worth} of 100, the sum of these:`,
  nothing: 'Nothing in it waits for an answer, or its worth has not been worked out yet.',
  settledSince: 'It was answered since the order was worked out.',
  when: (when: string) => `As it was known on ${when}. The order is worked out anew while people review, not with each answer.`,
};
