import { type LineSuspension, listLineSuspensions } from "@qiangyi/api";
import { Alert } from "antd";
import { Link } from "react-router";
import { useAnswer } from "./answers.ts";
import { useSession } from "./session.tsx";
import { useScoped } from "./work-scope.tsx";

interface SuspendedLinesProps {
  /** Only these lines; without them every line. */
  readonly lines?: readonly string[];
  readonly region?: string;
  readonly institution?: string;
  /** Of the bureau or unit that keeps it. */
  readonly book?: string;
}

const most = 3;

/** 暂停拨付 that stands over what a page shows; nothing where nothing is stopped, and nothing to whom the money is closed. */
export const SuspendedLines = ({
  lines,
  book = "",
  region = regionOf(book),
  institution = unitOf(book),
}: SuspendedLinesProps) => {
  const { can } = useSession();
  const to = useScoped();
  const query = {
    state: "open" as const,
    ...(region !== undefined && region !== "" && { region }),
    ...(institution !== undefined && { institution }),
  };
  const answer = useAnswer(listLineSuspensions, { query }, { enabled: can("notices.read") });
  const items = (answer.data?.items ?? []).filter(({ line }) => lines === undefined || lines.includes(line));
  if (items.length === 0) return null;
  return (
    <Alert
      className="suspended-lines"
      type="warning"
      showIcon
      role="note"
      title={items.length === 1 ? "有一个支持项目暂停拨付" : `有${items.length}项暂停拨付`}
      description={
        <ul>
          {items.slice(0, most).map((item) => (
            <li key={item.id}>{sentenceOf(item)}</li>
          ))}
          <li>
            暂停期间不得下达和支付。<Link to={to("/payments/rules")}>查看暂停记录</Link>
          </li>
        </ul>
      }
    />
  );
};

const regionOf = (book: string): string | undefined => (book.startsWith("F") ? book.slice(1) : undefined);
const unitOf = (book: string): string | undefined => (book.startsWith("U") ? book.slice(1) : undefined);

const sentenceOf = ({ lineName, regionName, documentNumber, endsOn, setByOffice, reason }: LineSuspension): string =>
  `${regionName}「${lineName}」${endsOn === null ? "" : `暂停至${endsOn}，`}${setByOffice} ${documentNumber}：${reason}`;
