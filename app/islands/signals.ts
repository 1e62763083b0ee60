// Tells by sound and vibration that a code was read, and how grave its answer is; both can be switched off for good.

export interface SignalSettings {
  readonly sound: boolean;
  readonly vibration: boolean;
}

const stored_name = 'nguon-quet';

export function readSettings(): SignalSettings {
  try {
    const stored = JSON.parse(localStorage.getItem(stored_name) ?? '{}') as Partial<SignalSettings>;
    return { sound: stored.sound !== false, vibration: stored.vibration !== false };
  } catch {
    return { sound: true, vibration: true };
  }
}

export function storeSettings(settings: SignalSettings): void {
  try {
    localStorage.setItem(stored_name, JSON.stringify(settings));
  } catch {
    // A browser that keeps nothing forgets it at the next visit.
  }
}

let audio: AudioContext | undefined;

/** Browsers let a page sound only after a tap: called from one. */
export function wakeSound(): void {
  try {
    audio ??= new AudioContext();
    void audio.resume();
  } catch {
    audio = undefined;
  }
}

/** good: one high tone; bad: two low ones and a long shake; read: a short tick. */
export function signal(kind: 'read' | 'good' | 'bad', { sound, vibration }: SignalSettings): void {
  if (sound) {
    const [pitch_hz, times] = kind === 'bad' ? [240, 2] : kind === 'good' ? [1_320, 1] : [880, 1];
    for (let i = 0; i < times; i++) beep(pitch_hz, i * 0.22, kind === 'bad' ? 0.18 : 0.09);
  }
  // iPhones have no such method.
  if (vibration && 'vibrate' in navigator) navigator.vibrate(kind === 'bad' ? [180, 90, 180] : 50);
}

function beep(pitch_hz: number, after_s: number, length_s: number): void {
  if (audio === undefined) return;
  const [tone, volume] = [audio.createOscillator(), audio.createGain()];
  const from_s = audio.currentTime + after_s;
  tone.frequency.value = pitch_hz;
  volume.gain.setValueAtTime(0.16, from_s);
  volume.gain.exponentialRampToValueAtTime(0.001, from_s + length_s);
  tone.connect(volume).connect(audio.destination);
  tone.start(from_s);
  tone.stop(from_s + length_s);
}
