/**
 * SHA-256 (FIPS 180-4) of the UTF-8 form of a text, in hex. Written out because this package knows neither Node nor the browser, and because a
 * browser offers its own only over HTTPS: the page that re-runs a draw must work on an office network too. A test compares it with Node's.
 */
export const sha256 = (text: string): string => {
  const words = padded(utf8(text));
  const state = Uint32Array.from(initial);
  for (let at = 0; at < words.length; at += 16) compress(state, words.subarray(at, at + 16));
  return [...state].map((word) => word.toString(16).padStart(8, "0")).join("");
};

/** A lone half of a surrogate pair has no UTF-8 form; it becomes U+FFFD as in every encoder. */
const utf8 = (text: string): number[] => {
  const bytes: number[] = [];
  for (const character of text) {
    const read = character.codePointAt(0) ?? 0;
    const point = read >= 0xd800 && read <= 0xdfff ? 0xfffd : read;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), tail(point, 0));
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), tail(point, 6), tail(point, 0));
    else bytes.push(0xf0 | (point >> 18), tail(point, 12), tail(point, 6), tail(point, 0));
  }
  return bytes;
};

const tail = (point: number, shift: number): number => 0x80 | ((point >> shift) & 0x3f);

/** One bit 1, zeros, and the length in bits as 64 bits, in blocks of sixteen words. */
const padded = (bytes: readonly number[]): Uint32Array => {
  const words = new Uint32Array(((bytes.length + 9 + 63) >> 6) * 16);
  for (const [at, byte] of [...bytes, 0x80].entries()) words[at >> 2] = (words[at >> 2] ?? 0) | (byte << (24 - (at % 4) * 8));
  words[words.length - 2] = Math.floor(bytes.length / 0x20000000);
  words[words.length - 1] = bytes.length << 3;
  return words;
};

const compress = (state: Uint32Array, block: Uint32Array): void => {
  const schedule = new Uint32Array(64);
  schedule.set(block);
  const w = (at: number): number => schedule[at] ?? 0;
  for (let at = 16; at < 64; at += 1) {
    const low = turn(w(at - 15), 7) ^ turn(w(at - 15), 18) ^ (w(at - 15) >>> 3);
    const high = turn(w(at - 2), 17) ^ turn(w(at - 2), 19) ^ (w(at - 2) >>> 10);
    schedule[at] = w(at - 16) + low + w(at - 7) + high;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as Eight;
  for (let at = 0; at < 64; at += 1) {
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + (round[at] ?? 0) + w(at)) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  for (const [at, value] of [a, b, c, d, e, f, g, h].entries()) state[at] = (state[at] ?? 0) + value;
};

type Eight = [number, number, number, number, number, number, number, number];

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** The first 32 bits of the fraction of a root, as the standard defines its constants; exact for the primes that it uses. */
const fractionOf = (root: number): number => ((root - Math.floor(root)) * 0x100000000) | 0;

const primes = (() => {
  const found: number[] = [];
  for (let next = 2; found.length < 64; next += 1) if (found.every((prime) => next % prime !== 0)) found.push(next);
  return found;
})();
const initial = primes.slice(0, 8).map((prime) => fractionOf(Math.sqrt(prime)));
const round = primes.map((prime) => fractionOf(Math.cbrt(prime)));
