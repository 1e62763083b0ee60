// The form to send a file of events, with what was wrong with the one just sent.
import { CsrfField, PersonFrame } from '../access/person-frame.tsx';
import type { PersonView } from '../access/person-view.ts';
import type { CaptureLimits } from '../capture-limits.ts';
import type { CheckedDocument } from '../capture/check-document.ts';
import type { Fault } from '../errors.ts';
import { Breadcrumbs } from '../ui/breadcrumbs.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Field } from '../ui/field.tsx';
import { Note } from '../ui/note.tsx';
import { Radios } from '../ui/radios.tsx';
import { renderPage } from '../ui/render-page.tsx';
import { layoutWords } from '../ui/words/layout.ts';
import { intakeWords } from '../ui/words/intake.ts';
import { workspaceWords } from '../ui/words/workspace-words.ts';
import { FaultTable } from './documents-page.tsx';
import { formatCaptureSize } from '../ui/format-capture-size.ts';
import { formatNumber } from '../ui/format-number.ts';

export interface UploadView {
  readonly person: PersonView;
  readonly limits: CaptureLimits;
  /** What went wrong as a whole, and each fault of the document. */
  readonly error?: string | undefined;
  readonly faults: readonly Fault[];
  readonly faultsTotal: number;
  /** Address of the script that shows the progress. */
  readonly island: string;
  /** What a check without sending found. */
  readonly checked?: CheckedDocument | undefined;
}

export function renderUploadPage(view: UploadView): string {
  const { person, limits, error, faults, faultsTotal, checked, island } = view;
  const { lang } = person;
  const words = workspaceWords[lang];
  const hint = [words.fileHint(formatCaptureSize(lang, limits))];
  if (limits.atOnce !== undefined) hint.push(words.fileHintLarge(formatCaptureSize(lang, limits.atOnce)));
  const prefix = error === undefined ? '' : layoutWords[lang].errorPrefix;
  return renderPage(
    <PersonFrame person={person} tab="documents">
      {error !== undefined && <ErrorSummary lang={lang} errors={[{ field: 'file', text: error }]} />}
      <Breadcrumbs lang={lang} items={[{ label: words.documentsTitle, href: '/khong-gian/tai-lieu' }, { label: words.uploadTitle }]} />
      <h1>{words.uploadTitle}</h1>
      <p class="lead">{words.uploadLead}</p>
      <form
        method="post"
        action="/khong-gian/gui-tai-lieu"
        enctype="multipart/form-data"
        data-upload
        data-label={words.uploadTitle}
        data-sending={words.uploading}
        data-reading={words.uploadReading}
        data-failed={words.uploadFailed}
        data-stop={words.uploadStop}
      >
        <CsrfField person={person} />
        <Field
          name="file"
          type="file"
          label={words.file}
          hint={hint.join(' ')}
          accept=".json,.jsonld,.xml,application/json,application/ld+json,application/xml,text/xml"
          required
          error={error}
          lang={lang}
        />
        <Radios
          name="behaviour"
          label={words.onFault}
          value="rollback"
          options={[
            { value: 'rollback', label: words.onFaultRollback },
            { value: 'proceed', label: words.onFaultProceed },
          ]}
        />
        <div class="row">
          <Button>{words.send}</Button>
          <Button kind="quiet" name="act" value="check">
            {intakeWords[lang].check}
          </Button>
        </div>
      </form>
      {checked !== undefined && <CheckedPart checked={checked} lang={lang} />}
      {faults.length > 0 && (
        <>
          <h2>{words.faultsTitle}</h2>
          <FaultTable faults={faults} total={faultsTotal} lang={lang} />
        </>
      )}
    </PersonFrame>,
    { title: prefix + words.uploadTitle, lang, noIndex: true, sheet: 'work', scripts: [island] },
  );
}

function CheckedPart({ checked, lang }: { checked: CheckedDocument; lang: 'vi' | 'en' }) {
  const words = intakeWords[lang];
  const { eventsGiven, faults, faultsTotal, eventsIncomplete, missing, warnings } = checked;
  return (
    <section aria-labelledby="ket-qua" role="status">
      <h2 id="ket-qua">{words.checkedTitle}</h2>
      <Note {...(faultsTotal === 0 ? {} : { tone: 'stop' as const })}>
        {faultsTotal === 0 ? words.checkedRight(formatNumber(lang, eventsGiven)) : words.checkedWrong(formatNumber(lang, faultsTotal))}
      </Note>
      {faultsTotal > 0 && <FaultTable faults={faults} total={faultsTotal} lang={lang} />}
      {eventsIncomplete > 0 && (
        <>
          <h3>{words.missingTitle}</h3>
          <p>{words.checkedIncomplete(formatNumber(lang, eventsIncomplete))}</p>
          <FaultTable faults={missing} total={missing.length} lang={lang} title={words.missingTitle} />
        </>
      )}
      {warnings.length > 0 && (
        <>
          <h3>{words.warningsTitle}</h3>
          <FaultTable faults={warnings} total={warnings.length} lang={lang} title={words.warningsTitle} />
        </>
      )}
    </section>
  );
}
