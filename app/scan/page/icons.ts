// The signs of the scan page, drawn by the project: each verdict has its own shape, so that colour never stands alone.
import { Html } from './html.ts';

const disc = (inner: string): Html =>
  new Html(
    `<svg viewBox="0 0 46 46" aria-hidden="true"><circle cx="23" cy="23" r="23" fill="#fff" opacity=".18"/><g fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">${inner}</g></svg>`,
  );

export const verdictIcons = {
  right: disc('<path d="M13.5 24l6.5 6.5L33 17"/>'),
  wait: disc('<path d="M23 12v13M23 33v.1"/>'),
  stop: new Html(
    '<svg viewBox="0 0 46 46" aria-hidden="true"><path d="M14 2h18l12 12v18L32 44H14L2 32V14z" fill="#fff" opacity=".2"/><path d="M15 15l16 16M31 15L15 31" stroke="#fff" stroke-width="4.5" stroke-linecap="round"/></svg>',
  ),
  void: disc('<circle cx="23" cy="23" r="11"/><path d="M15.5 30.5l15-15"/>'),
  ask: disc('<path d="M17.5 18.5a5.5 5.5 0 1 1 8 5c-2 1-2.5 2-2.5 3.5M23 34v.1"/>'),
  cloud: disc('<path d="M14 31a6 6 0 0 1 0-12 9 9 0 0 1 17 1 5.5 5.5 0 0 1 1 11z"/>'),
  info: new Html(
    '<svg viewBox="0 0 46 46" aria-hidden="true"><circle cx="23" cy="23" r="23" fill="#0b5d4b" opacity=".12"/><path d="M23 21v12M23 13.5v.1" stroke="#0b5d4b" stroke-width="4" stroke-linecap="round"/></svg>',
  ),
};

/** Beside each line of who vouches: shield, flask, hand that writes. */
export const vouchIcons = {
  certificate: new Html(
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 1.5l8.5 3V11c0 5.5-3.5 9.5-8.5 11.5C7 20.5 3.5 16.5 3.5 11V4.5z" fill="#0b6b4a"/><path d="M7.5 12l3.3 3.3 6-6.5" stroke="#fff" stroke-width="2.2" fill="none" stroke-linecap="round" stroke-linejoin="round"/></svg>',
  ),
  test: new Html(
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M8 2h8M9.5 2v7L4 19a2.2 2.2 0 0 0 2 3h12a2.2 2.2 0 0 0 2-3L14.5 9V2M7 15h10" fill="none" stroke="#3d4a52" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>',
  ),
  failed: new Html(
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M7.5 1.5h9l6 6v9l-6 6h-9l-6-6v-9z" fill="#a51d15"/><path d="M8.5 8.5l7 7M15.5 8.5l-7 7" stroke="#fff" stroke-width="2.2" stroke-linecap="round"/></svg>',
  ),
  declaration: new Html(
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 20l1-4.5L16.5 4a2.1 2.1 0 0 1 3 0l.5.5a2.1 2.1 0 0 1 0 3L8.5 19zM14 6.5l3.5 3.5" fill="none" stroke="#7a6a35" stroke-width="2" stroke-linejoin="round"/></svg>',
  ),
};

/** Where a product has no picture: a leaf in a box. */
export const noPicture = new Html(
  '<svg viewBox="0 0 104 104" aria-hidden="true"><rect width="104" height="104" fill="#e8f0e4"/><path d="M30 70c-2-30 16-44 46-44 1 30-14 46-42 44M26 80c8-18 20-30 36-40" fill="none" stroke="#5f8a5a" stroke-width="4" stroke-linecap="round"/></svg>',
);
