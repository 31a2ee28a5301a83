export const conclusionNames = { recommended: "推荐", revise: "修改后推荐", "not-recommended": "不推荐" } as const;
export const conclusionLights = { recommended: "good", revise: "warning", "not-recommended": "bad" } as const;
export const selectionStates = { proposed: "待审定", returned: "已退回", decided: "已审定" } as const;
export const noticeStates = { open: "公示中", superseded: "已被重新公示取代", concluded: "已结束" } as const;
export const noticeLights = { open: "open", superseded: "neutral", concluded: "good" } as const;

/** Hundredths of a point as points with two decimals. */
export const pointsText = (hundredths: number | null): string => (hundredths === null ? "—" : (hundredths / 100).toFixed(2));
