const unusual = /[\uFF01-\uFF5E\u3000\u00A0\u200B-\u200D\u2060\uFEFF]/;

/** Full-width digits, letters and signs as half-width ones, invisible characters removed, ends trimmed. For reading, never for storing text. */
export const halfWidth = (text: string): string =>
  // Most of a million cells need nothing of this.
  unusual.test(text)
    ? text
        .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
        .replace(/[\u3000\u00A0]/g, " ")
        .replace(/[\u200B-\u200D\u2060\uFEFF]/g, "")
        .trim()
    : text.trim();

/** What two spellings of one name have in common: no spaces, half-width, lower case, one kind of bracket. */
export const spelling = (text: string): string =>
  halfWidth(text)
    .replace(/\s+/g, "")
    .replace(/[〔［【]/g, "[")
    .replace(/[〕］】]/g, "]")
    .toLowerCase();

/** Written text as a message repeats it: at most thirty characters. */
export const cited = (text: string): string => {
  const line = text.replace(/\s+/g, " ");
  return `“${line.length > 30 ? `${line.slice(0, 30)}…` : line}”`;
};
