import { type Sealed, seal } from "../../projects/index.ts";

const digits = /^\d{9,30}$/;

/** 账号: digits only, spaces taken out; undefined when it is none. */
export const accountDigits = (text: string): string | undefined => {
  const plain = text.replace(/[\s-]/g, "");
  return digits.test(plain) ? plain : undefined;
};

/** As everyone sees it: the last four digits. */
export const maskedAccount = (account: string): string => `**** **** ${account.slice(-4)}`;

export const sealedAccount = (account: string): Sealed => seal(account, maskedAccount(account));
