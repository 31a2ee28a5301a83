/** What each spending class of 第二条 pays for. County equipment is there too, so that a request for it can be told whose money it needs. */
export interface SpendingClass {
  readonly label: string;
  readonly clause: string;
  readonly items: Readonly<Record<string, string>>;
}

export const telemedicineClasses = {
  provincial: {
    label: "省级建设",
    clause: "5g-2022.art2.c",
    items: {
      "service-platform": "5G+远程医疗服务平台",
      "supervision-platform": "5G+远程医疗监管平台",
      "video-dispatch": "视讯调度平台",
      "ai-diagnosis": "AI辅助诊疗平台",
      integration: "系统接入和集成",
    },
  },
  "tertiary-hospital": {
    label: "省级三级医院建设",
    clause: "5g-2022.art2.d",
    items: {
      "service-fee": "5G服务费",
      "hospital-cpe": "三级医院CPE",
      "media-platform": "媒体资源平台",
      "recording-server": "录播服务器",
      "surgery-teaching": "手术示教",
      "surgery-video": "4K手术视频设备",
      "consultation-video": "远程会诊视讯设备",
    },
  },
  township: {
    label: "试点乡级建设",
    clause: "5g-2022.art2.f",
    items: {
      "township-station": "乡镇5G室分站",
      "township-cpe": "乡镇CPE",
      "consultation-video": "远程会诊视讯设备",
    },
  },
  county: {
    label: "试点县配套（县级财政负担）",
    clause: "5g-2022.art2.i",
    items: {
      "county-station": "县级医院5G室分站",
      "county-cpe": "县级医院CPE",
      "consultation-video": "远程会诊视讯设备",
      "remote-clinic": "远程门诊设备",
      "ward-video": "病区移动查房视讯设备",
    },
  },
} as const satisfies Record<string, SpendingClass>;

export type TelemedicineClass = keyof typeof telemedicineClasses;

/** Every class ends with 等与项目有关的支出: with a reason. */
export const otherItem = "other";

export const isTelemedicineClass = (value: string): value is TelemedicineClass => Object.hasOwn(telemedicineClasses, value);

/** Items that are counted in points, with how many of them a unit may have from provincial money (art2.e, art2.g). */
export const pointLimits: Readonly<Record<string, { readonly most: number; readonly clause: string }>> = {
  "service-fee": { most: 3, clause: "5g-2022.art2.e" },
  "township-station": { most: 1, clause: "5g-2022.art2.g" },
};

/** Service term of the fee for a tertiary hospital's points. */
export const serviceTermYears = 5;
