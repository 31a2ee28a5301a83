import { templateOf } from "@qiangyi/projects";
import { expect, it } from "vitest";
import { placeText, tabLabel, tabOf } from "./places.ts";

it("不符合要求的地方写成页签、部分、问题和列的名称", () => {
  const definition = templateOf("township-centre", 2026);
  expect(placeText(definition, "sections.1.questions.0.columns.2.label")).toBe(
    "填报内容，“对照建设标准”，“逐项对照（晋卫基层函〔2023〕21号）”，“达到”",
  );
  expect(placeText(definition, "sections.0.title")).toBe("填报内容，“建设内容”");
  expect(placeText(definition, "materials.0.when.question")).toBe("材料清单，“对照标准自评表”");
  expect(placeText(definition, "eligibility.0.in")).toBe("资格与名额，“机构类别”");
  expect(placeText(definition, "quotas.0.atMost")).toBe("资格与名额，名额");
  expect(placeText(definition, "review.vetoes.0.title")).toBe("评审办法，“申报主体合格”");
  expect(tabOf("checkDays")).toBe("rules");
  expect(tabLabel("sections", [{ path: "sections.0", message: "不能为空" }])).toBe("填报内容（1处要改）");
});
