// Papers of a product or maker: those in force with who vouches, the others apart and closed.
import { formatDateVi, readTestResult } from '@nguon/vn';
import { Fold } from '../ui/fold.tsx';
import { Table } from '../ui/table.tsx';
import { Tag } from '../ui/tag.tsx';
import { portalWords } from '../ui/words/portal.ts';
import { OutcomeTag } from './outcome-tag.tsx';
import { nameIn } from './page-frame.tsx';
import type { CertificateView } from './entries.ts';

/** `today` is a day of Việt Nam, `2026-11-22`. */
export function isInForce({ withdrawn, valid_until }: CertificateView, today: string): boolean {
  return !withdrawn && (valid_until === null || valid_until >= today);
}

export function CertificateTables({
  certificates,
  today,
  lang,
}: {
  certificates: readonly CertificateView[];
  today: string;
  lang: 'vi' | 'en';
}) {
  const words = portalWords[lang];
  const inForce = certificates.filter((paper) => isInForce(paper, today));
  const gone = certificates.filter((paper) => !isInForce(paper, today));
  const columns = [words.papers.name, words.papers.by, words.papers.issuer, words.papers.number, words.papers.validUntil].map((label) => ({
    label,
  }));
  const rowOf = (paper: CertificateView) => [
    <PaperName paper={paper} lang={lang} />,
    <Tag tone={paper.vouched_by === 'self' ? 'plain' : 'right'}>{words.vouchedBy[paper.vouched_by]}</Tag>,
    paper.issuer_name,
    paper.number,
    paper.valid_until === null ? words.noEnd : formatDateVi(paper.valid_until),
  ];
  return (
    <>
      {inForce.length === 0 ? (
        <>
          <h2>{words.vouching}</h2>
          <p class="soft">{words.noVouching}</p>
        </>
      ) : (
        <div class="card">
          <Table caption={words.vouching} columns={columns} rows={inForce.map(rowOf)} />
        </div>
      )}
      {gone.length > 0 && (
        <Fold summary={`${words.gone} (${gone.length})`}>
          <Table caption={words.gone} hideCaption columns={columns} rows={gone.map(rowOf)} />
        </Fold>
      )}
    </>
  );
}

/** The outcome of a test stands apart from what else is said of it. */
function PaperName({ paper, lang }: { paper: CertificateView; lang: 'vi' | 'en' }) {
  const { rest } = readTestResult(paper.result ?? '');
  return (
    <>
      {nameIn(lang, paper)}
      {rest !== '' && `: ${rest}`} <OutcomeTag result={paper.result} lang={lang} />
    </>
  );
}
