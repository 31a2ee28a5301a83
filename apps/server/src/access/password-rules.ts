/** What a new password must be (domain handbook section 8), each misfit as one sentence; empty when it may be used. */
export const misfitsOfPassword = (password: string, loginName: string): string[] =>
  rules.filter(({ holds }) => !holds(password, loginName)).map(({ otherwise }) => otherwise);

interface Rule {
  readonly holds: (password: string, loginName: string) => boolean;
  readonly otherwise: string;
}

const rules: readonly Rule[] = [
  { holds: (password) => [...password].length >= 12, otherwise: "密码至少12个字符" },
  { holds: (password) => kinds.every((kind) => kind.test(password)), otherwise: "密码应同时含大写字母、小写字母、数字和符号" },
  {
    holds: (password, loginName) => loginName === "" || !password.toLowerCase().includes(loginName.toLowerCase()),
    otherwise: "密码不能包含登录名",
  },
];

const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d\s]/];
