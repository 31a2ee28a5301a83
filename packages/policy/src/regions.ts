/** 市辖区, 县级市 and 县 are kept apart because 第七条（三）1 leaves urban districts out. */
export type RegionKind = "province" | "city" | "district" | "county-level-city" | "county";

export interface Region {
  /** GB/T 2260 code. */
  readonly code: string;
  readonly name: string;
  /** 1 province, 2 city, 3 county level. */
  readonly level: 1 | 2 | 3;
  readonly kind: RegionKind;
  readonly parent: string | null;
}

const levels = { province: 1, city: 2, district: 3, "county-level-city": 3, county: 3 } as const;

export const regionOf = (code: string, name: string, kind: RegionKind, parent: string | null = null): Region => ({
  code,
  name,
  level: levels[kind],
  kind,
  parent,
});

/** Counties and county-level cities: the 91 of 第七条（三）1. */
export const isCounty = ({ kind }: Region): boolean => kind === "county" || kind === "county-level-city";

/** 第七条（三）1 counts 91 counties and county-level cities; a register that holds another number is out of step with the text. */
export const countyCountInText = 91;

export const checkCountyCount = (list: readonly Region[]): string | undefined => {
  const count = list.filter(isCounty).length;
  return count === countyCountInText
    ? undefined
    : `区划表有${count}个县和县级市，与办法的${countyCountInText}个不符，请核对区划表`;
};

type Row = readonly [code: string, name: string, kind: RegionKind, parent?: string];

const rows: readonly Row[] = [
  ["140000", "山西省", "province"],
  ["140100", "太原市", "city", "140000"],
  ["140105", "小店区", "district", "140100"],
  ["140106", "迎泽区", "district", "140100"],
  ["140107", "杏花岭区", "district", "140100"],
  ["140108", "尖草坪区", "district", "140100"],
  ["140109", "万柏林区", "district", "140100"],
  ["140110", "晋源区", "district", "140100"],
  ["140121", "清徐县", "county", "140100"],
  ["140122", "阳曲县", "county", "140100"],
  ["140123", "娄烦县", "county", "140100"],
  ["140181", "古交市", "county-level-city", "140100"],
  ["140200", "大同市", "city", "140000"],
  ["140212", "新荣区", "district", "140200"],
  ["140213", "平城区", "district", "140200"],
  ["140214", "云冈区", "district", "140200"],
  ["140215", "云州区", "district", "140200"],
  ["140221", "阳高县", "county", "140200"],
  ["140222", "天镇县", "county", "140200"],
  ["140223", "广灵县", "county", "140200"],
  ["140224", "灵丘县", "county", "140200"],
  ["140225", "浑源县", "county", "140200"],
  ["140226", "左云县", "county", "140200"],
  ["140300", "阳泉市", "city", "140000"],
  ["140302", "城区", "district", "140300"],
  ["140303", "矿区", "district", "140300"],
  ["140311", "郊区", "district", "140300"],
  ["140321", "平定县", "county", "140300"],
  ["140322", "盂县", "county", "140300"],
  ["140400", "长治市", "city", "140000"],
  ["140403", "潞州区", "district", "140400"],
  ["140404", "上党区", "district", "140400"],
  ["140405", "屯留区", "district", "140400"],
  ["140406", "潞城区", "district", "140400"],
  ["140423", "襄垣县", "county", "140400"],
  ["140425", "平顺县", "county", "140400"],
  ["140426", "黎城县", "county", "140400"],
  ["140427", "壶关县", "county", "140400"],
  ["140428", "长子县", "county", "140400"],
  ["140429", "武乡县", "county", "140400"],
  ["140430", "沁县", "county", "140400"],
  ["140431", "沁源县", "county", "140400"],
  ["140500", "晋城市", "city", "140000"],
  ["140502", "城区", "district", "140500"],
  ["140521", "沁水县", "county", "140500"],
  ["140522", "阳城县", "county", "140500"],
  ["140524", "陵川县", "county", "140500"],
  ["140525", "泽州县", "county", "140500"],
  ["140581", "高平市", "county-level-city", "140500"],
  ["140600", "朔州市", "city", "140000"],
  ["140602", "朔城区", "district", "140600"],
  ["140603", "平鲁区", "district", "140600"],
  ["140621", "山阴县", "county", "140600"],
  ["140622", "应县", "county", "140600"],
  ["140623", "右玉县", "county", "140600"],
  ["140681", "怀仁市", "county-level-city", "140600"],
  ["140700", "晋中市", "city", "140000"],
  ["140702", "榆次区", "district", "140700"],
  ["140703", "太谷区", "district", "140700"],
  ["140721", "榆社县", "county", "140700"],
  ["140722", "左权县", "county", "140700"],
  ["140723", "和顺县", "county", "140700"],
  ["140724", "昔阳县", "county", "140700"],
  ["140725", "寿阳县", "county", "140700"],
  ["140727", "祁县", "county", "140700"],
  ["140728", "平遥县", "county", "140700"],
  ["140729", "灵石县", "county", "140700"],
  ["140781", "介休市", "county-level-city", "140700"],
  ["140800", "运城市", "city", "140000"],
  ["140802", "盐湖区", "district", "140800"],
  ["140821", "临猗县", "county", "140800"],
  ["140822", "万荣县", "county", "140800"],
  ["140823", "闻喜县", "county", "140800"],
  ["140824", "稷山县", "county", "140800"],
  ["140825", "新绛县", "county", "140800"],
  ["140826", "绛县", "county", "140800"],
  ["140827", "垣曲县", "county", "140800"],
  ["140828", "夏县", "county", "140800"],
  ["140829", "平陆县", "county", "140800"],
  ["140830", "芮城县", "county", "140800"],
  ["140881", "永济市", "county-level-city", "140800"],
  ["140882", "河津市", "county-level-city", "140800"],
  ["140900", "忻州市", "city", "140000"],
  ["140902", "忻府区", "district", "140900"],
  ["140921", "定襄县", "county", "140900"],
  ["140922", "五台县", "county", "140900"],
  ["140923", "代县", "county", "140900"],
  ["140924", "繁峙县", "county", "140900"],
  ["140925", "宁武县", "county", "140900"],
  ["140926", "静乐县", "county", "140900"],
  ["140927", "神池县", "county", "140900"],
  ["140928", "五寨县", "county", "140900"],
  ["140929", "岢岚县", "county", "140900"],
  ["140930", "河曲县", "county", "140900"],
  ["140931", "保德县", "county", "140900"],
  ["140932", "偏关县", "county", "140900"],
  ["140981", "原平市", "county-level-city", "140900"],
  ["141000", "临汾市", "city", "140000"],
  ["141002", "尧都区", "district", "141000"],
  ["141021", "曲沃县", "county", "141000"],
  ["141022", "翼城县", "county", "141000"],
  ["141023", "襄汾县", "county", "141000"],
  ["141024", "洪洞县", "county", "141000"],
  ["141025", "古县", "county", "141000"],
  ["141026", "安泽县", "county", "141000"],
  ["141027", "浮山县", "county", "141000"],
  ["141028", "吉县", "county", "141000"],
  ["141029", "乡宁县", "county", "141000"],
  ["141030", "大宁县", "county", "141000"],
  ["141031", "隰县", "county", "141000"],
  ["141032", "永和县", "county", "141000"],
  ["141033", "蒲县", "county", "141000"],
  ["141034", "汾西县", "county", "141000"],
  ["141081", "侯马市", "county-level-city", "141000"],
  ["141082", "霍州市", "county-level-city", "141000"],
  ["141100", "吕梁市", "city", "140000"],
  ["141102", "离石区", "district", "141100"],
  ["141121", "文水县", "county", "141100"],
  ["141122", "交城县", "county", "141100"],
  ["141123", "兴县", "county", "141100"],
  ["141124", "临县", "county", "141100"],
  ["141125", "柳林县", "county", "141100"],
  ["141126", "石楼县", "county", "141100"],
  ["141127", "岚县", "county", "141100"],
  ["141128", "方山县", "county", "141100"],
  ["141129", "中阳县", "county", "141100"],
  ["141130", "交口县", "county", "141100"],
  ["141181", "孝义市", "county-level-city", "141100"],
  ["141182", "汾阳市", "county-level-city", "141100"],
];

/** The province, its 11 cities and its 117 county-level units, by GB/T 2260 code. */
export const regions: readonly Region[] = rows.map(([code, name, kind, parent]) => regionOf(code, name, kind, parent ?? null));

export const regionsByCode: ReadonlyMap<string, Region> = new Map(regions.map((region) => [region.code, region]));

/** How many counties and county-level cities the register holds. */
export const countyCount = regions.filter(isCounty).length;
