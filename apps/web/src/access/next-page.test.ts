// @vitest-environment node
import { describe, expect, it } from "vitest";
import { nextPage } from "./next-page.ts";

describe("登录后回到原来的页面,但只回本站", () => {
  it.each([
    ["?next=%2Fallocations%3Fyear%3D2024", "/allocations?year=2024"],
    ["", "/"],
    ["?next=https://elsewhere.example/", "/"],
    ["?next=//elsewhere.example/", "/"],
    ["?next=/%5Celsewhere.example", "/"],
    ["?next=javascript:alert(1)", "/"],
  ])("%s → %s", (search, expected) => expect(nextPage(search)).toBe(expected));
});
