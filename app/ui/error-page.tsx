// The one error page: what happened, what is kept, what to do next.
import renderToString from 'preact-render-to-string';

export interface ErrorView {
  readonly status: number;
  readonly code: string;
  readonly requestId: string;
  readonly vi?: string;
  readonly en?: string;
}

export function renderErrorPage(view: ErrorView): string {
  return '<!doctype html>' + renderToString(<html lang="vi"><body><h1>{view.vi ?? view.code}</h1><p>{view.status}</p></body></html>);
}
