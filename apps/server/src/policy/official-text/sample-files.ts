import { crc32, deflateRawSync } from "node:zlib";

/** A small fictional regulation in the shapes in which official texts come, and files made to do harm. For tests only. */
export const sampleRegulation = `虚构市财政局文件

虚财〔2099〕7号

虚构市财政局 虚构市卫生健康委员会
关于印发虚构市村医进修补助资金管理办法的通知

各县财政局、卫生健康局：

现将《虚构市村医进修补助资金管理办法》印发给你们，请遵照执行。

款》，请遵照执行。

- 1 -

# **虚构市村医进修补助资金管理办法**

## 第一章 总 则

**第一条** 为规范村医进修补助资金管理，制定本办法。

**第二条** 补助资金用于以下两类支出：

(一)进修学费。包括：

1.在市级医院进修的学费，每人5000元。

2.在省级医院进修的学费，每人8000元。其中：

(1)学费超过标准的部分由派出单位

承担。

(2)第二条第(一)项以外的费用不予补助。

(二)食宿补助

每人每日3.5元起，按实际天数计算，由各县按照本地实际情况确定具体标准并报市级备案后执行，不得超过
市级标准的两倍。

第三条 本办法自2099年1月1日起施行。

信息公开选项：主动公开

抄送：虚构市审计局。
`;

export interface ZipFile {
  readonly name: string;
  readonly content: Buffer;
  /** Size that the directory claims, when it is to lie. */
  readonly claimedBytes?: number;
}

/** A ZIP archive written by hand, so that its directory can say what a hostile one would. */
export const zipOf = (files: readonly ZipFile[]): Buffer => {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimedBytes = content.length } of files) {
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claimedBytes, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, Buffer.from(name), packed]);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\0", "latin1"), common, entry, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, ...directory, Buffer.from("PK\x05\x06", "latin1"), end]);
};

const wordNamespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const contentTypes = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
const relationships = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;

export const docxOf = (text: string, more: readonly ZipFile[] = []): Buffer => {
  const paragraphs = text.split("\n").map((line) => `<w:p><w:r><w:t xml:space="preserve">${escaped(line)}</w:t></w:r></w:p>`);
  const document = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="${wordNamespace}"><w:body>${paragraphs.join("")}</w:body></w:document>`;
  return zipOf([
    { name: "[Content_Types].xml", content: Buffer.from(contentTypes) },
    { name: "_rels/.rels", content: Buffer.from(relationships) },
    { name: "word/document.xml", content: Buffer.from(document) },
    ...more,
  ]);
};

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const unicodeMap = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Sample def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap end end`;

/** One page of text whose character codes are their Unicode values. With `encrypted` it asks for a password. */
export const pdfOf = (text: string, { encrypted = false } = {}): Buffer => {
  const shown = text
    .split("\n")
    .map((line) => `<${[...line].map((char) => char.charCodeAt(0).toString(16).padStart(4, "0")).join("")}> Tj T*`)
    .join("\n");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    stream(`BT /F1 10 Tf 14 TL 40 800 Td\n${shown}\nET`),
    "<< /Type /Font /Subtype /Type0 /BaseFont /Sample /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>",
    "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Sample /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 /FontDescriptor 7 0 R >>",
    "<< /Type /FontDescriptor /FontName /Sample /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
    stream(unicodeMap),
    `<< /Filter /Standard /V 1 /R 2 /O <${"41".repeat(32)}> /U <${"42".repeat(32)}> /P -44 >>`,
  ];
  let body = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  const id = `/ID [<${"31".repeat(16)}> <${"31".repeat(16)}>]`;
  const trailer = `<< /Size ${objects.length + 1} /Root 1 0 R ${encrypted ? `/Encrypt 9 0 R ${id}` : ""} >>`;
  return Buffer.from(
    `${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n${trailer}\nstartxref\n${body.length}\n%%EOF\n`,
    "latin1",
  );
};

const stream = (content: string): string => `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
