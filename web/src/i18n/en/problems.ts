// The kinds of problem by their stable word, as the service's table has them (src/base/problem.cpp).
export const problems = {
  'bad-request': 'The request could not be understood',
  invalid: 'A value is not allowed',
  unauthenticated: 'Sign in first',
  forbidden: 'This account may not do that',
  'not-found': 'There is no such thing here',
  conflict: 'The present state does not allow that',
  'too-large': 'Larger than the limit',
  unsupported: 'This format is not supported',
  'hash-mismatch': 'The bytes are not those announced',
  unreadable: 'The file cannot be read',
  'rate-limited': 'Too many tries',
  'storage-full': 'There is no room left',
  unavailable: 'Something needed is not available now',
  timeout: 'It took too long',
  interrupted: 'Stopped',
  internal: 'Serow made a mistake',
};
