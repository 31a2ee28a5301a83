import { Button } from "antd";
import { Link } from "react-router";
import { Amount, Light, UnitNote } from "../../ui/index.ts";
import type { NoticePreview } from "./import-page.tsx";

interface ImportPreviewProps {
  readonly fileName: string;
  readonly preview: NoticePreview;
  readonly isEntering: boolean;
  readonly onEnter: () => void;
  readonly onMark: () => void;
}

/** What was read: rows and sums by line; what differs, by cell; and what entering it would do. */
export const ImportPreview = ({ fileName, preview, isEntering, onEnter, onMark }: ImportPreviewProps) => {
  const { known, problems, rowCount } = preview;
  const isFine = problems.length === 0 && rowCount > 0;
  return (
    <section className="panel import-preview" aria-label="核对结果">
      <div className="table-bar">
        <h2>核对结果　{fileName}</h2>
        <UnitNote />
      </div>
      <p role="status">
        {problems.length > 0 ? (
          <Light state="bad" text={`有${problems.length}处差异或读不出，全部改好才能导入`} />
        ) : known === null ? (
          <Light state="good" text="合计、小计与各行相符" />
        ) : known.isSame ? (
          <Light state="neutral" text="这个文号已经登记，内容相同，不会重复登记" />
        ) : (
          <Light state="bad" text="这个文号已经登记，但内容不同，不能导入" />
        )}
        {known !== null && (
          <>
            {"　"}
            <Link to={`/allotments/notices/${known.id}`}>看已登记的文件</Link>（合计
            <Amount fen={known.totalFen} />）
          </>
        )}
      </p>
      {problems.length > 0 && (
        <ul className="import-problems">
          {problems.slice(0, 100).map(({ cell, message }) => (
            <li key={`${cell ?? ""} ${message}`}>{message}</li>
          ))}
          {problems.length > 100 && <li>还有{problems.length - 100}处，见标注的工作簿</li>}
        </ul>
      )}
      <table className="plain-table import-sums">
        <caption className="visually-hidden">读到的各支持项目合计</caption>
        <thead>
          <tr>
            <th scope="col">支持项目</th>
            <th scope="col" className="number">
              行数
            </th>
            <th scope="col" className="number">
              本次下达
            </th>
          </tr>
        </thead>
        <tbody>
          <tr className="total-row">
            <th scope="row">合计</th>
            <td className="number">{rowCount}</td>
            <td className="number">
              <Amount fen={preview.totalFen} strong />
            </td>
          </tr>
          {preview.byLine.map((line) => (
            <tr key={line.lineName}>
              <td>{line.lineName}</td>
              <td className="number">{line.rowCount}</td>
              <td className="number">
                <Amount fen={line.totalFen} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="import-actions">
        {isFine && known === null && (
          <Button type="primary" loading={isEntering} onClick={onEnter}>
            导入{rowCount}行，生成草稿
          </Button>
        )}
        {problems.length > 0 && <Button onClick={onMark}>下载标出差异的工作簿</Button>}
      </div>
    </section>
  );
};
