// The frame around every page of a signed-in person: the tabs of their role, account, language, sign-out.
import type { ComponentChildren } from 'preact';
import { WorkLayout } from '../ui/work-layout.tsx';
import { Note } from '../ui/note.tsx';
import { accessWords } from '../ui/words/access.ts';
import { frameWords } from '../ui/words/frame.ts';
import { csrfField } from './csrf-field.ts';
import type { PersonView } from './person-view.ts';

type FrameTab = Exclude<keyof typeof frameWords.vi, 'noOrganisation'>;

const workspaceTabs: readonly (readonly [FrameTab, string])[] = [
  ['home', '/khong-gian'],
  ['documents', '/khong-gian/tai-lieu'],
  ['events', '/khong-gian/su-kien'],
  ['products', '/khong-gian/san-pham'],
  ['places', '/khong-gian/dia-diem'],
  ['links', '/khong-gian/lien-ket'],
  ['keys', '/khong-gian/khoa-api'],
  ['intake', '/khong-gian/tiep-nhan'],
  ['subscriptions', '/khong-gian/dang-ky-nhan'],
  ['disclosure', '/khong-gian/quyen-xem'],
  ['members', '/khong-gian/thanh-vien'],
];
const consoleTabs: readonly (readonly [FrameTab, string])[] = [
  ['home', '/dieu-hanh'],
  ['organisations', '/dieu-hanh/co-so'],
  ['doubts', '/dieu-hanh/phan-anh'],
  ['profiles', '/dieu-hanh/ho-so-du-lieu'],
  ['audit', '/dieu-hanh/nhat-ky'],
];

function tabsOf(role: PersonView['role']): readonly (readonly [FrameTab, string])[] {
  if (role === 'member' || role === 'owner') return workspaceTabs;
  return role === undefined ? [] : consoleTabs;
}

export function PersonFrame({
  person,
  tab,
  done,
  children,
}: {
  person: PersonView;
  tab?: FrameTab;
  /** What was just done, in words. */
  done?: string | undefined;
  children: ComponentChildren;
}) {
  const words = accessWords[person.lang];
  const names = frameWords[person.lang];
  const other = person.lang === 'vi' ? 'en' : 'vi';
  const administers = person.role === 'administrator' ? words.asAdministrator : names.noOrganisation;
  return (
    <WorkLayout
      site={person.site}
      lang={person.lang}
      organisation={person.organisation ?? administers}
      tabs={tabsOf(person.role).map(([key, href]) => ({ href, label: names[key], current: key === tab }))}
      side={
        <>
          {person.otherLanguageHref !== undefined && (
            <a href={person.otherLanguageHref} lang={other} hreflang={other}>
              {words.otherLanguage}
            </a>
          )}
          <a href="/tai-khoan">{words.account}</a>
          <form action="/dang-xuat" method="post">
            <CsrfField person={person} />
            <button type="submit">{words.signOut}</button>
          </form>
        </>
      }
    >
      {done !== undefined && (
        <div role="status">
          <Note>{done}</Note>
        </div>
      )}
      {!person.orgApproved && <Note tone="wait">{words.waiting}</Note>}
      {children}
    </WorkLayout>
  );
}

/** Goes into every form of a signed-in person. */
export function CsrfField({ person }: { person: PersonView }) {
  return <input type="hidden" name={csrfField} value={person.csrf} />;
}
