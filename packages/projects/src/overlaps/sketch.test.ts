import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bandsOf, nearIdentical, resemblance, sketchOf } from "./sketch.ts";

const text =
  "本项目依托县人民医院心血管内科现有基础，建设胸痛救治单元，配置除颤监护仪、便携式超声和远程心电系统，与市级三级医院建立双向转诊和远程会诊机制，" +
  "两年内使急性心肌梗死患者从进门到球囊扩张的时间中位数降到九十分钟以内，培训乡镇卫生院医师一百二十人次，形成县乡村一体的胸痛救治网络。";
const of = (value: string) => sketchOf(value) ?? [];

describe("近似文本指纹", () => {
  it("换了单位名、数字和标点，仍判为近似", () => {
    const copied = text.replace("县人民医院", "某县中心医院").replace("一百二十", "一百").replaceAll("，", " ");
    expect(resemblance(of(text), of(copied))).toBeGreaterThanOrEqual(nearIdentical);
    expect(bandsOf(of(text)).some((band) => bandsOf(of(copied)).includes(band))).toBe(true);
  });
  it("同一主题另行撰写的不判为近似", () => {
    const other =
      "依托现有心血管病专科，重点开展急诊冠状动脉介入治疗，购置数字减影血管造影设备一台，选派骨干到省级医院进修半年，建立二十四小时介入值班制度，" +
      "并与辖区内各乡镇卫生院签订转诊协议，对高血压、冠心病患者实行分级随访管理，逐步降低县域外转率，提高群众满意度。";
    expect(resemblance(of(text), of(other))).toBeLessThan(30);
  });
  it("六十个字以下不比较", () => expect(sketchOf("胸痛中心建设")).toBeUndefined());
  it("性质：与自己完全相同，先后无关，两次计算一致", () =>
    fc.assert(
      fc.property(fc.string({ minLength: 80, unit: "grapheme" }), fc.string({ minLength: 80, unit: "grapheme" }), (a, b) => {
        const [one, other] = [sketchOf(a), sketchOf(b)];
        if (!one || !other) return;
        expect(resemblance(one, sketchOf(a) ?? [])).toBe(100);
        expect(resemblance(one, other)).toBe(resemblance(other, one));
      }),
    ));
});
