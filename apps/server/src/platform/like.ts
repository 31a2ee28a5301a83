/** A text that was typed, so that LIKE takes its signs literally. */
export const literally = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

/** LIKE pattern of everything that contains the text. */
export const containing = (text: string): string => `%${literally(text)}%`;
