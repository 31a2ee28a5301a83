import type { ThemeConfig } from "antd";

const fonts =
  '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif';

/** Calm and dense. Every text colour keeps a contrast of at least 4.5 : 1 on its ground (axe checks it on every page). */
export const theme: ThemeConfig = {
  token: {
    fontFamily: fonts,
    fontSize: 14,
    colorPrimary: "#1a4f8b",
    colorInfo: "#1a4f8b",
    colorLink: "#1a4f8b",
    // Derived ones are lighter than text may be.
    colorLinkHover: "#123c6b",
    colorLinkActive: "#123c6b",
    colorSuccess: "#237804",
    colorWarning: "#ad4e00",
    colorError: "#b3261e",
    // Grounds of messages and chosen things; those derived from dark colours come out muddy.
    colorPrimaryBg: "#e8f0fa",
    colorPrimaryBgHover: "#d7e5f5",
    colorInfoBg: "#eef4fb",
    colorInfoBorder: "#a9c5e3",
    colorSuccessBg: "#eff7ec",
    colorSuccessBorder: "#a9cf95",
    colorWarningBg: "#fdf5e9",
    colorWarningBorder: "#e6c08c",
    colorErrorBg: "#fdf1f0",
    colorErrorBorder: "#e3aaa6",
    colorText: "#1c2430",
    colorTextSecondary: "#4a5565",
    colorTextTertiary: "#5b6675",
    colorTextQuaternary: "#626d7c",
    colorTextPlaceholder: "#626d7c",
    colorTextDescription: "#4a5565",
    colorBorder: "#b9c2cf",
    colorBorderSecondary: "#dfe4ea",
    colorBgLayout: "#f4f6f9",
    borderRadius: 4,
    motion: false,
  },
  components: {
    Table: { headerBg: "#eef2f7", headerColor: "#1c2430", cellPaddingBlockSM: 6, cellPaddingInlineSM: 8, rowHoverBg: "#f3f7fc" },
    Menu: { itemHeight: 34, itemBorderRadius: 4, itemSelectedBg: "#e3edf8", itemSelectedColor: "#123c6b" },
    Segmented: { itemColor: "#4a5565" },
  },
};
