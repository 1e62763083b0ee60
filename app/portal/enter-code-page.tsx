// The form for a code that cannot be scanned: one field for the code, one for the lot, forgiving about how it is typed.
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Field } from '../ui/field.tsx';
import { Layout } from '../ui/layout.tsx';
import { portalWords } from '../ui/words/portal.ts';
import { withLang } from './page-frame.tsx';
import type { PageFrame } from './page-frame.tsx';

export interface EnterCodeView {
  readonly code: string;
  readonly lot: string;
  readonly error: string | undefined;
}

export function EnterCodePage({ view: { code, lot, error }, frame }: { view: EnterCodeView; frame: PageFrame }) {
  const { lang } = frame;
  const words = portalWords[lang];
  return (
    <Layout {...frame} section="enterCode">
      <div class="prose">
        <ErrorSummary lang={lang} errors={error === undefined ? [] : [{ field: 'ma', text: error }]} />
        <h1>{words.codeTitle}</h1>
        <p class="lead">
          {words.codeLead} <a href={withLang('/quet', lang)}>{words.scanHere}</a>
        </p>
        <form action="/nhap-ma">
          {lang === 'en' && <input type="hidden" name="lang" value="en" />}
          <Field
            name="ma"
            label={words.code}
            hint={words.codeHint}
            value={code}
            error={error}
            lang={lang}
            maxlength={1_000}
            autocomplete="off"
          />
          <Field name="lo" label={words.lotOptional} hint={words.lotHint} value={lot} lang={lang} maxlength={20} autocomplete="off" />
          <Button>{words.codeGo}</Button>
        </form>
      </div>
    </Layout>
  );
}
