import { policySettings, recordSetting, setOpenness } from "@qiangyi/api";
import { ok, type PlainDate, type Refusal, refuse } from "@qiangyi/kernel";
import { checkConduct } from "@qiangyi/policy";
import { handle, newId, type Rooms } from "../platform/index.ts";
import { recordedValues, recordValue } from "./decisions.store.ts";
import { describeDecision, isList } from "./describe-decision.ts";
import { inForceOn } from "./in-force.ts";
import { visibleDocument } from "./openness.ts";
import { isSourceNamed, sourceRequired } from "./readings.ts";
import { cities, settingMisfit, settingOf, settings, settingText } from "./settings.ts";

type SettingRefusal =
  | Refusal<"setting-not-found">
  | Refusal<"setting-misfit", { problems: { path: string; message: string }[] }>
  | Refusal<"period-reversed">
  | Refusal<"SOURCE_REQUIRED", { clause: string }>
  | Refusal<"DECISION_REQUIRED", { clause: string }>;

type OpennessRefusal = Refusal<"document-not-found"> | Refusal<"DECISION_REQUIRED", { clause: string }>;

const decisionRequired = [422, "没有决定记录，不能变更", "请写明决定机关、日期、文号和理由"] as const;

export const settingRoutes = (rooms: Rooms): void => {
  handle(rooms, policySettings, async ({ tx, actor, clock, query }) => {
    const day = (query.on as PlainDate | undefined) ?? clock.today();
    const recorded = await recordedValues(tx, "setting");
    return ok({
      on: day,
      cities: [...cities].map(([code, name]) => ({ code, name })),
      settings: settings.map((setting) => {
        const own = recorded.filter(({ key }) => key === setting.key);
        const value = inForceOn(own, day)?.value;
        return {
          key: setting.key,
          title: setting.title,
          help: setting.help,
          clauses: [...setting.clauses],
          form: setting.form,
          inForce: value === undefined ? null : isList(value) ? [...value] : value,
          inForceText: settingText(setting, value),
          unsetCode: value === undefined ? setting.unsetCode : null,
          decisions: own.map((entry) => describeDecision(entry, own, day, actor, (stored) => settingText(setting, stored))),
        };
      }),
    });
  });

  handle(
    rooms,
    recordSetting,
    async ({ tx, actor, clock, params, body: { decision, ...body } }) => {
      const setting = settingOf(params.key);
      if (!setting) return refuse<SettingRefusal>({ code: "setting-not-found" });
      const message = settingMisfit(setting, body.value);
      if (message !== undefined)
        return refuse<SettingRefusal>({ code: "setting-misfit", problems: [{ path: "value", message }] });
      if (body.effectiveTo !== undefined && body.effectiveTo < body.effectiveFrom)
        return refuse<SettingRefusal>({ code: "period-reversed" });
      if (!isSourceNamed(body.source))
        return refuse<SettingRefusal>({ code: "SOURCE_REQUIRED", clause: "qiangyi-2024.notice.2" });
      if (!decision) return refuse<SettingRefusal>({ code: "DECISION_REQUIRED", clause: setting.clauses[0] ?? "" });
      const id = newId();
      await recordValue(tx, actor, clock.now(), { id, subject: "setting", key: setting.key, ...body, decision });
      return ok({ id });
    },
    {
      "setting-not-found": [404, "没有这个配置项"],
      "setting-misfit": [422, "配置值不符合要求"],
      "period-reversed": [422, "有效期止不能早于起"],
      SOURCE_REQUIRED: sourceRequired,
      DECISION_REQUIRED: decisionRequired,
    },
  );

  handle(
    rooms,
    setOpenness,
    async ({ tx, actor, clock, params, body: { openness, effectiveFrom, decision } }) => {
      const visible = await visibleDocument(tx, actor, clock.today(), params.document);
      if (!visible) return refuse<OpennessRefusal>({ code: "document-not-found" });
      const recorded = await recordedValues(tx, "openness", params.document);
      if (openness === visible.openness && recorded.every((entry) => entry.effectiveFrom <= effectiveFrom))
        return ok({ id: null, openness });
      // Going back to public is a change as well, so it needs its record even where the requirement of notice.3 does not ask for one.
      if (!checkConduct("openness", { openness, decision: decision?.reason }).accepted || !decision) {
        return refuse<OpennessRefusal>({ code: "DECISION_REQUIRED", clause: "qiangyi-2024.notice.3" });
      }
      const id = newId();
      await recordValue(tx, actor, clock.now(), {
        id,
        subject: "openness",
        key: params.document,
        value: openness,
        effectiveFrom,
        source: { kind: "own-decision" },
        decision,
      });
      return ok({ id, openness });
    },
    { "document-not-found": [404, "没有这份文件"], DECISION_REQUIRED: decisionRequired },
  );
};
