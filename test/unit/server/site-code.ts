/** What a site's own function may give, with the kind that the log calls it by. `SECRET` stands for a value of a visitor. */
export const SECRET = 'private-value';

const hostile = () => {
  throw new Error(SECRET);
};

/** A promise of somebody's own making. */
export const rejectingThenable = (why: unknown) => ({
  // biome-ignore lint/suspicious/noThenProperty: that is what a thenable is.
  then: (_resolve: unknown, reject: (why: unknown) => void) => reject(why),
});

const anError = (message: unknown) => Object.defineProperty(new Error(), 'message', { value: message });

export const NO_TEXT: [kind: string, give: () => unknown][] = [
  ['a promise', async () => SECRET],
  ['a promise', () => Promise.reject(new Error(SECRET))],
  ['a promise', () => rejectingThenable(SECRET)],
  // biome-ignore lint/suspicious/noThenProperty: that is what a thenable is.
  ['a promise', () => ({ then: hostile })],
  ['an object', () => ({ id: SECRET, toString: hostile, [Symbol.toPrimitive]: hostile })],
  ['an object', () => Object.defineProperty({}, 'then', { get: hostile })],
  ['an object', () => new Proxy({}, { get: hostile, getPrototypeOf: hostile })],
  ['an object', () => new String(SECRET)],
  ['an array', () => [SECRET]],
  ['a symbol', () => Symbol(SECRET)],
  ['a number', () => 7],
  ['NaN', () => Number.NaN],
  ['a bigint', () => 7n],
  ['a boolean', () => true],
  ['a function', () => () => SECRET],
  ['an empty text', () => ''],
  ['an empty text', () => ' \n'],
];

/** What may be thrown, and what the log may say of it. */
export const THROWN: [words: string, thrown: unknown][] = [
  ['The database is away.', new Error('The database is away.')],
  ['The database is away.', 'The database is away.'],
  ['It threw a symbol', Symbol(SECRET)],
  ['It threw nothing', undefined],
  ['It threw null', null],
  ['It threw an object', { toString: hostile, message: SECRET }],
  ['It threw an object', Object.defineProperty(new Error(), 'message', { get: hostile })],
  ['It threw an object', new Proxy({}, { get: hostile, getPrototypeOf: hostile })],
  ['It threw an object', anError({ toString: hostile })],
  ['It threw an object', anError(Symbol(SECRET))],
  ['It threw an object', new Error('')],
];
