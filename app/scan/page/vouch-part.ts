// Who vouches for what: certificates, tests and own declarations in force, each with its issuer; the others apart.
import { readTestResult } from '@nguon/vn';
import type { CertificateFact } from '../facts.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { vouchIcons } from './icons.ts';
import { hasFailed } from '../judge.ts';
import type { ScanView } from './scan-view.ts';
import { showDay } from './show.ts';
import { nameOf } from './verdict-part.ts';

export function vouchPart(view: ScanView): Html {
  const { judgement, words } = view;
  const lines = [...judgement.inForce].sort((a, b) => weight(a) - weight(b)).map((certificate) => certificateLine(certificate, view));
  return html`<section class="card">
    <h3>${words.vouching}</h3>
    ${
      lines.length === 0
        ? html`<p class="soft">${words.noVouching}</p>`
        : html`<ul class="by">
            ${lines}
          </ul>`
    }
  </section>`;
}

/** A failed test stands first; what the State and third parties say, before what makers say of themselves. */
function weight(certificate: CertificateFact): number {
  if (hasFailed(certificate)) return -1;
  return certificate.vouched_by === 'self' ? 1 : 0;
}

function certificateLine(certificate: CertificateFact, { words, lang }: ScanView): Html {
  const until =
    certificate.valid_until === null
      ? words.dated(showDay(certificate.issued_on, lang))
      : words.validUntil(showDay(certificate.valid_until, lang));
  const { outcome, rest } = readTestResult(certificate.kind === 'test' ? (certificate.result ?? '') : '');
  const head = rest === '' ? nameOf(certificate, lang) : `${nameOf(certificate, lang)}: ${rest}`;
  const issuer = [certificate.issuer_name, certificate.number === '' ? '' : words.number(certificate.number)]
    .filter((text) => text !== '')
    .join(', ');
  const icon = outcome === 'failed' ? vouchIcons.failed : vouchIcons[certificate.kind];
  return html`<li>${icon}<b>${outcome !== undefined && html`<mark class="${outcome}">${words.outcomes[outcome]}</mark> `}${head}, ${until}</b><span>${issuer}</span><em${certificate.vouched_by === 'self' && html` class="own"`}>${words[certificate.vouched_by]}</em></li>`;
}

/** Never among those in force: a closed list that says why each no longer counts. */
export function expiredPart({ judgement, words, lang }: ScanView): Html | undefined {
  const gone = judgement.noLongerInForce;
  if (gone.length === 0) return undefined;
  return html`<details class="card">
    <summary>
      <span>${words.expiredList(gone.length)}<small>${words.expiredNote}</small></span>
    </summary>
    <div class="fold">
      <ul class="by">
        ${gone.map(
          (certificate) =>
            html`<li>
              ${vouchIcons.declaration}<b>${nameOf(certificate, lang)}</b
              ><span
                >${certificate.issuer_name},
                ${
                  certificate.withdrawn_on === null
                    ? words.expiredOn(showDay(certificate.valid_until ?? '', lang))
                    : words.withdrawnOn(showDay(certificate.withdrawn_on, lang))
                }</span
              >
            </li>`,
        )}
      </ul>
    </div>
  </details>`;
}
