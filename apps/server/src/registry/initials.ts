import { customPinyin, pinyin } from "pinyin-pro";

// Places whose local reading general dictionaries miss: people type 洪洞 as "ht" and 繁峙 as "fs".
customPinyin({ 洪洞: "hóng tóng", 繁峙: "fán shì" });

/** First letters of the pinyin as people type them: 灵石县 → "lsx". What is not Chinese stays as it is. */
export const initialsOf = (text: string): string =>
  pinyin(text, { pattern: "first", toneType: "none", type: "array", nonZh: "consecutive" })
    .join("")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
