/**
 * Clause ids in square brackets in the title of a test: "…不入围 [qiangyi-2024.art7.1.1.a]", several separated by spaces or commas.
 * Anything of the shape of an id is given, known or not, so that a misspelt one can be reported.
 */
export const namedClauses = (title: string): readonly string[] => [
  ...new Set(
    [...title.matchAll(/\[([^[\]]+)\]/g)].flatMap(([, inside = ""]) => inside.split(/[\s,，、]+/).filter(isShapedLikeId)),
  ),
];

const isShapedLikeId = (word: string): boolean => /^[a-z0-9]+(-[a-z0-9]+)*-\d{4}\.[A-Za-z0-9][A-Za-z0-9._-]*$/.test(word);
