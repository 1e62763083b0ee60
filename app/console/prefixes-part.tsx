// GS1 company prefixes of an organisation on its page of the console: those declared, and the form for another.
import { formatDateVi } from '@nguon/vn';
import { CsrfField } from '../access/person-frame.tsx';
import type { PersonView } from '../access/person-view.ts';
import type { Fault } from '../errors.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Table } from '../ui/table.tsx';
import { Tag } from '../ui/tag.tsx';
import { consoleWords } from '../ui/words/console.ts';

export interface PrefixesView {
  readonly prefixes: readonly { readonly prefix: string; readonly valid_from: Date; readonly ended_at: Date | null }[];
  readonly faults: readonly Fault[];
  readonly typed: string;
}

export function PrefixesPart({
  person,
  orgId,
  isClosed,
  view,
}: {
  person: PersonView;
  orgId: number;
  isClosed: boolean;
  view: PrefixesView;
}) {
  const words = consoleWords[person.lang];
  const home = `/dieu-hanh/co-so/${orgId}/tien-to`;
  return (
    <>
      <h2>{words.prefixesTitle}</h2>
      <p>{words.prefixesLead}</p>
      {view.prefixes.length === 0 ? (
        <p class="soft">{words.prefixesNone}</p>
      ) : (
        <Table
          caption={words.prefixesTitle}
          hideCaption
          columns={[
            { label: words.prefix },
            { label: words.prefixFrom },
            { label: words.state },
            { label: words.prefixEnd, isAction: true },
          ]}
          rows={view.prefixes.map(({ prefix, valid_from, ended_at }) => [
            <span class="num">{prefix}</span>,
            formatDateVi(valid_from),
            ended_at === null ? <Tag tone="right">{words.prefixInForce}</Tag> : <Tag>{words.prefixEnded(formatDateVi(ended_at))}</Tag>,
            ended_at === null && (
              <a href={`${home}/${prefix}/ket-thuc`} aria-label={`${words.prefixEnd} ${prefix}`}>
                {words.prefixEnd}
              </a>
            ),
          ])}
        />
      )}
      {!isClosed && (
        <form method="post" action={home}>
          <CsrfField person={person} />
          <Field
            name="prefix"
            label={words.prefixNew}
            hint={words.prefixHint}
            value={view.typed}
            inputmode="numeric"
            required
            maxlength={20}
            error={view.faults.find(({ path }) => path === 'prefix')?.[person.lang]}
            lang={person.lang}
          />
          <Button kind="quiet">{words.prefixAdd}</Button>
        </form>
      )}
    </>
  );
}
