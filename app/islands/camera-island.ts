// Shows the scanner's buttons where scripts run; fetches the scanner itself at the first tap, the reader of codes later still.
import type { Scanner } from './scanner.ts';

const section = document.getElementById('quet');
if (section !== null) prepare(section);

function prepare(section: HTMLElement): void {
  const find = <Kind extends Element>(mark: string): Kind => section.querySelector<Kind>(`[data-${mark}]`)!;
  const [openButton, picture, market] = [find<HTMLElement>('open'), find<HTMLInputElement>('picture'), find<HTMLInputElement>('market')];
  let loading: Promise<Scanner> | undefined;
  const withScanner = async (use: (scanner: Scanner) => unknown): Promise<void> => {
    loading ??= import('./scanner.ts').then(({ Scanner }) => new Scanner(section));
    try {
      await use(await loading);
    } catch (error) {
      loading = undefined;
      find('screen').textContent = section.dataset['failed'] ?? '';
      throw error;
    }
  };
  openButton.addEventListener('click', () => void withScanner((scanner) => scanner.open()));
  picture.addEventListener('change', () => {
    const file = picture.files?.[0];
    if (file !== undefined) void withScanner((scanner) => scanner.readPicture(file)).then(() => (picture.value = ''));
  });
  market.addEventListener('change', () => void withScanner((scanner) => scanner.setMarket(market.checked)));
  section.hidden = false;
  // Who comes back from the page of a code finds the list again.
  if (hasList()) {
    market.checked = true;
    void withScanner((scanner) => scanner.setMarket(true));
  } else market.checked = false;
}

function hasList(): boolean {
  try {
    return sessionStorage.getItem('nguon-quet-danh-sach') !== null;
  } catch {
    return false;
  }
}
