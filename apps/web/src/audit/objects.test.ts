import { describe, expect, it } from "vitest";
import { objectName } from "./objects.ts";

describe("审计日志的对象用名称，不用地址", () => {
  it.each([
    ["/accounts/01a200e2-a0d1-7848-8568-bac514211ef5", "账号"],
    ["GET /allocations/plans/01a200e2-9a88-722f-a88b-da6290f9c8c1", "建议方案"],
    ["/registers/evidence", "佐证材料"],
    ["/registers/key-specialty/entries", "台账"],
    ["/registry/institutions/140100-001", "机构"],
    ["/policy/clauses/qiangyi-2024.art7.1.1.a", "政策库"],
    ["/nothing-known", "/nothing-known"],
  ])("%s → %s", (object, name) => expect(objectName(object)).toBe(name));
});
