// Shows how much of a file is sent and that the portal is reading it; without this script the browser sends the form by itself.

prepare();

function prepare(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-upload]');
  form?.addEventListener('submit', (event) => send(event, form));
}

function send(event: SubmitEvent, form: HTMLFormElement): void {
  const data = new FormData(form, event.submitter);
  event.preventDefault();
  const { progress, bar, line, stop } = showProgress(form);
  const request = new XMLHttpRequest();
  const end = (): void => {
    progress.remove();
    for (const button of form.querySelectorAll('button')) button.disabled = false;
  };
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    const percent = total === 0 ? 0 : Math.floor((loaded / total) * 100);
    bar.value = percent;
    line.textContent = (form.dataset['sending'] ?? '').replace('%', `${percent} %`);
  });
  request.upload.addEventListener('load', () => {
    // How long reading takes nobody knows yet: a bar without a value moves by itself.
    bar.removeAttribute('value');
    line.textContent = form.dataset['reading'] ?? '';
  });
  request.addEventListener('load', () => {
    const answered = new URL(request.responseURL, location.href);
    if (answered.pathname !== new URL(form.action).pathname) location.assign(answered);
    else showAnswer(request.responseText);
  });
  const fail = (): void => {
    end();
    line.textContent = form.dataset['failed'] ?? '';
    form.append(line);
  };
  request.addEventListener('error', fail);
  request.addEventListener('timeout', fail);
  request.addEventListener('abort', end);
  stop.addEventListener('click', () => request.abort());
  request.open('POST', form.action);
  request.send(data);
  for (const button of form.querySelectorAll('button')) if (button !== stop) button.disabled = true;
}

/** The same page with what was wrong: its body takes the place of this one's, and readers of screens are told where to begin. */
function showAnswer(html: string): void {
  const answer = new DOMParser().parseFromString(html, 'text/html');
  document.title = answer.title;
  document.body.replaceWith(answer.body);
  prepare();
  scrollTo(0, 0);
  const first = document.querySelector<HTMLElement>('[role=alert]') ?? document.querySelector<HTMLElement>('h1');
  first?.setAttribute('tabindex', '-1');
  first?.focus();
}

function showProgress(form: HTMLFormElement) {
  form.querySelector('.uploading')?.remove();
  const progress = document.createElement('div');
  progress.className = 'uploading card';
  progress.style.marginTop = '16px';
  const line = document.createElement('p');
  line.setAttribute('role', 'status');
  const bar = document.createElement('progress');
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute('aria-label', form.dataset['label'] ?? '');
  bar.style.width = '100%';
  const stop = document.createElement('button');
  stop.type = 'button';
  stop.className = 'btn quiet';
  stop.textContent = form.dataset['stop'] ?? '';
  progress.append(line, bar, stop);
  form.append(progress);
  // On a phone the buttons fill the window: what goes on would be told below it.
  progress.scrollIntoView({ block: 'nearest' });
  return { progress, bar, line, stop };
}
