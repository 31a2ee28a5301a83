/** GB 32100-2015: 31 characters, without I, O, S, V and Z. */
const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];
const organisationAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

const form = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

const weighted = (text: string, letters: string, factors: readonly number[]): number =>
  factors.reduce((total, factor, index) => total + factor * letters.indexOf(text[index] ?? ""), 0);

/** The 18th character that belongs to the first seventeen. */
export const creditCodeCheck = (first17: string): string =>
  alphabet[(31 - (weighted(first17, alphabet, weights) % 31)) % 31] ?? "";

/** The ninth character of an organisation code (places 9 to 17 of a credit code). */
export const organisationCheck = (first8: string): string => {
  const rest = 11 - (weighted(first8, organisationAlphabet, organisationWeights) % 11);
  return rest === 10 ? "X" : rest === 11 ? "0" : String(rest);
};

export type CreditCodeDoubt = "form" | "check-digit";

/** What is doubtful about a credit code; undefined when nothing is. Some real codes in use fail, so a doubt is never a refusal. */
export const creditCodeDoubt = (code: string): CreditCodeDoubt | undefined => {
  if (!form.test(code)) return "form";
  const isWhole = creditCodeCheck(code.slice(0, 17)) === code[17] && organisationCheck(code.slice(8, 16)) === code[16];
  return isWhole ? undefined : "check-digit";
};
