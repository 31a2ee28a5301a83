import type { PaymentState } from "@qiangyi/api";

export const stateLights: Readonly<Record<PaymentState, "good" | "warning" | "bad" | "neutral" | "open">> = {
  submitted: "open",
  approved: "open",
  returned: "warning",
  withdrawn: "neutral",
  refused: "bad",
  paid: "good",
};

export const optionsOf = (words: Readonly<Record<string, string>>): { value: string; label: string }[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
