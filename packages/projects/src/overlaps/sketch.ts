/**
 * A short fingerprint of a long text (MinHash over runs of five characters): two fingerprints agree in as many places as the texts share
 * of their runs, so near-identical texts are found among many without reading any of them (Broder 1997). Deterministic, for good.
 */
export type Sketch = readonly number[];

const places = 64;
const run = 5;
const bandSize = 4;
/** Shorter texts repeat each other by chance. */
export const leastLength = 60;

/** Undefined for a text that is too short to be told apart. */
export const sketchOf = (text: string): Sketch | undefined => {
  const plain = text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");
  if (plain.length < leastLength) return undefined;
  const lowest = Array.from({ length: places }, () => 0x7fffffff);
  for (let at = 0; at + run <= plain.length; at += 1) {
    const hash = hashOf(plain, at);
    for (let place = 0; place < places; place += 1) {
      const value = mixed(hash, place);
      if (value < (lowest[place] ?? 0)) lowest[place] = value;
    }
  }
  return lowest;
};

/** Share of the runs that two texts have in common, in whole per cent. */
export const resemblance = (one: Sketch, other: Sketch): number =>
  Math.round((one.filter((value, place) => value === other[place]).length * 100) / places);

/** Near-identical from here on: a text that was reworked lies far below, one with a changed name and number above. */
export const nearIdentical = 70;

/** Keys of which two near-identical texts share at least one with all but certainty: sixteen bands of four. */
export const bandsOf = (sketch: Sketch): readonly string[] =>
  Array.from(
    { length: places / bandSize },
    (_, band) => `${band}:${sketch.slice(band * bandSize, (band + 1) * bandSize).join(".")}`,
  );

/** FNV-1a of one run. */
const hashOf = (text: string, from: number): number => {
  let hash = 0x811c9dc5;
  for (let at = from; at < from + run; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
};

/** A different order of all hashes for each place (finaliser of MurmurHash3 over a seed per place). */
const mixed = (hash: number, place: number): number => {
  let value = hash ^ Math.imul(place + 1, 0x9e3779b1);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) & 0x7fffffff;
};
