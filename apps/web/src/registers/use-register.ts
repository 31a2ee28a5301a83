import { describeRegister } from "@qiangyi/api";
import type { Field } from "@qiangyi/kernel";
import { useMemo } from "react";
import { useParams } from "react-router";
import { kernelField, useAnswer } from "../ui/index.ts";

/** The register of the address: its declaration comes from the server, so that a new one needs no page of its own. */
export const useRegister = () => {
  const { register: id = "" } = useParams();
  const answer = useAnswer(describeRegister, { params: { register: id } });
  const fields = useMemo((): readonly Field[] => (answer.data?.fields ?? []).map(kernelField), [answer.data]);
  return { id, answer, register: answer.data, fields };
};
