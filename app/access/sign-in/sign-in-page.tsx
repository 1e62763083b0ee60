// The two steps of signing in: login and password, then the code for those who have a second factor.
import { Button } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Field } from '../../ui/field.tsx';
import { Fold } from '../../ui/fold.tsx';
import { Layout } from '../../ui/layout.tsx';
import type { Site } from '../../ui/layout.tsx';
import { Note } from '../../ui/note.tsx';
import { renderPage } from '../../ui/render-page.tsx';
import { accessWords } from '../../ui/words/access.ts';
import { layoutWords } from '../../ui/words/layout.ts';

export interface SignInView {
  readonly site: Site;
  readonly lang: 'vi' | 'en';
  /** What went wrong, in words; the password is never shown again. */
  readonly error?: string | undefined;
  readonly login?: string | undefined;
  readonly next?: string | undefined;
  readonly signedOut?: boolean;
  /** Sealed proof of the first step: then the code is asked for. */
  readonly ticket?: string | undefined;
}

export function renderSignInPage(view: SignInView): string {
  const words = accessWords[view.lang];
  const title = view.ticket === undefined ? words.signIn : words.codeTitle;
  const prefix = view.error === undefined ? '' : layoutWords[view.lang].errorPrefix;
  return renderPage(<SignInPage view={view} title={title} />, { title: prefix + title, lang: view.lang, noIndex: true, sheet: 'work' });
}

function SignInPage({ view, title }: { view: SignInView; title: string }) {
  const { lang, error } = view;
  const words = accessWords[lang];
  const other = lang === 'vi' ? 'en' : 'vi';
  const next = view.next === undefined ? '' : `&tiep=${encodeURIComponent(view.next)}`;
  return (
    <Layout site={view.site} lang={lang} otherLanguageHref={`/dang-nhap?lang=${other}${next}`}>
      <div style="max-width:34em">
        {error !== undefined && (
          <ErrorSummary lang={lang} errors={[{ field: view.ticket === undefined ? 'login' : 'code', text: error }]} />
        )}
        {view.signedOut === true && (
          <div role="status">
            <Note>{words.done.signedOut}</Note>
          </div>
        )}
        <h1>{title}</h1>
        {view.ticket === undefined ? <PasswordStep view={view} /> : <CodeStep view={view} />}
      </div>
    </Layout>
  );
}

function PasswordStep({ view }: { view: SignInView }) {
  const words = accessWords[view.lang];
  return (
    <>
      <p class="lead">{words.signInLead}</p>
      <form method="post" action="/dang-nhap">
        {view.next !== undefined && <input type="hidden" name="tiep" value={view.next} />}
        <Field
          name="login"
          label={words.login}
          value={view.login}
          autocomplete="username"
          inputmode="email"
          required
          maxlength={100}
          lang={view.lang}
        />
        <Field
          name="password"
          label={words.password}
          type="password"
          autocomplete="current-password"
          required
          maxlength={200}
          lang={view.lang}
        />
        <Button>{words.signIn}</Button>
      </form>
      <div style="margin-top:28px">
        <Fold summary={words.forgot}>
          <p>{words.forgotHow}</p>
        </Fold>
      </div>
    </>
  );
}

function CodeStep({ view }: { view: SignInView }) {
  const words = accessWords[view.lang];
  return (
    <>
      <p class="lead">{words.codeLead}</p>
      <form method="post" action="/dang-nhap/ma-xac-thuc">
        <input type="hidden" name="ticket" value={view.ticket} />
        {view.next !== undefined && <input type="hidden" name="tiep" value={view.next} />}
        <Field name="code" label={words.code} hint={words.codeHint} autocomplete="one-time-code" required maxlength={20} lang={view.lang} />
        <div class="row">
          <Button>{words.continue}</Button>
          <a href="/dang-nhap">{words.startAgain}</a>
        </div>
      </form>
    </>
  );
}
