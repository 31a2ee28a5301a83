import { homeProvince, newId, systemActor, type Tx } from "../platform/index.ts";
import { insertAccount, insertRole } from "./accounts.store.ts";
import { saveHash } from "./credentials.store.ts";
import { misfitsOfPassword } from "./password-rules.ts";

interface First {
  readonly name: string;
  readonly loginName: string;
  readonly password: string;
}
export type Seat = "sysAdmin" | "secAdmin" | "auditAdmin";

export const seats: readonly (readonly [Seat, string])[] = [
  ["sysAdmin", "sys_admin"],
  ["secAdmin", "sec_admin"],
  ["auditAdmin", "audit_admin"],
];

/** Three different persons with passwords of their own: everything wrong with them, by the field it is wrong in. */
export const misfitsOfThree = (three: Readonly<Record<Seat, First>>): { path: string; message: string }[] =>
  seats.flatMap(([seat], at) => {
    const { name, loginName, password } = three[seat];
    const before = seats.slice(0, at).map(([other]) => three[other]);
    const repeats = [
      { isSame: before.some((other) => other.name === name), path: "name", message: "三名管理员应为三个不同的人" },
      { isSame: before.some((other) => other.loginName === loginName), path: "loginName", message: "登录名不能相同" },
      {
        isSame: before.some((other) => other.password === password),
        path: "password",
        message: "三人的密码不能相同，应各自设定",
      },
    ];
    return [
      ...repeats.filter(({ isSame }) => isSame).map(({ path, message }) => ({ path: `${seat}.${path}`, message })),
      ...misfitsOfPassword(password, loginName).map((message) => ({ path: `${seat}.password`, message })),
    ];
  });

interface Establishing {
  readonly role: string;
  readonly hash: string;
  readonly at: Date;
}

/** They type their passwords themselves, so nobody has to change them at the first sign-in. Needs the rights of the system. */
export const establish = async (tx: Tx, { name, loginName }: First, { role, hash, at }: Establishing): Promise<void> => {
  const account = { province: homeProvince, id: newId(), level: "province" as const };
  await insertAccount(tx, {
    ...account,
    login_name: loginName,
    name,
    city: null,
    county: null,
    institution: null,
    state: "active",
    is_demo: false,
    must_change_password: false,
    created_by: systemActor.userId,
    created_at: at,
    activated_by: systemActor.userId,
  });
  await saveHash(tx, { province: homeProvince, accountId: account.id }, hash, at);
  await insertRole(tx, { account, role, by: systemActor.userId, at });
};
