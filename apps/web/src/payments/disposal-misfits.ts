import type { disposals } from "@qiangyi/api";

interface FilledDisposal {
  readonly disposal: keyof typeof disposals;
  readonly rule: string;
  readonly documentNumber: string;
  readonly dueOn: string;
  readonly targetLine: string | null;
}

/** Everything that a disposal still lacks, at once: the server would name the fields of its form first and what the disposal asks for only afterwards. */
export const disposalMisfits = (filled: FilledDisposal): readonly { readonly path: string; readonly message: string }[] => [
  ...(filled.disposal === "recover" && filled.dueOn === "" ? [{ path: "dueOn", message: "请填写缴回期限" }] : []),
  ...(filled.disposal === "reallocate" && filled.targetLine === null
    ? [{ path: "targetLine", message: "请选择调到哪个支持项目" }]
    : []),
  ...(filled.rule.trim().length < 2 ? [{ path: "rule", message: "请写明依据的规定" }] : []),
  ...(filled.documentNumber.trim().length < 2 ? [{ path: "documentNumber", message: "请填写文号" }] : []),
];
