/** 承诺: signed before anything of a project may be read; its hash is kept with the signature. */
export const pledgeText = [
  "本人与所评项目的申报单位及项目人员没有需要回避的利害关系；评审中发现应当回避的情形，立即声明并停止评审。",
  "独立、客观、公正评分，不受任何单位和个人影响，不与申报单位和其他专家私下接触。",
  "对申报材料、评审意见和评分结果保密，不复制、不外传，评审结束后不保留材料。",
  "不收受与评审有关的礼品、礼金和其他好处；评分提交后不可修改，本人对评分负责。",
].join("\n");
