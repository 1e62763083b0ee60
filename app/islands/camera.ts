// The camera: opened, switched, lit, zoomed and closed; what goes wrong comes back as the kind of help that people need.

export type CameraFault = 'denied' | 'none' | 'busy' | 'insecure' | 'in_app' | 'unsupported';

export interface ZoomRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
}

export interface Camera {
  readonly track: MediaStreamTrack;
  readonly hasTorch: boolean;
  readonly zoom: ZoomRange | undefined;
  /** Ids of all cameras, to go from one to the next. */
  readonly devices: readonly string[];
  readonly device: string;
}

export type OpenedCamera = { readonly ok: true; readonly camera: Camera } | { readonly ok: false; readonly fault: CameraFault };

/** The W3C's image-capture draft, as far as phones keep it; TypeScript does not know it yet. */
interface ImageCapabilities extends MediaTrackCapabilities {
  readonly torch?: boolean;
  readonly zoom?: { readonly min: number; readonly max: number; readonly step: number };
}
interface ImageConstraints extends MediaTrackConstraintSet {
  readonly torch?: boolean;
  readonly zoom?: number;
}

/** Wide enough for an EAN-13 across half of the picture. */
const ideal_width_px = 1_280;
const ideal_height_px = 720;

export async function openCamera(video: HTMLVideoElement, device: string | undefined): Promise<OpenedCamera> {
  // Typed as always there; web views and pages without https have none.
  const media = navigator.mediaDevices as MediaDevices | undefined;
  if (media?.getUserMedia === undefined) return { ok: false, fault: whyMissing() };
  const size = { width: { ideal: ideal_width_px }, height: { ideal: ideal_height_px } };
  const which = device === undefined ? { facingMode: { ideal: 'environment' } } : { deviceId: { exact: device } };
  try {
    const stream = await media.getUserMedia({ audio: false, video: { ...size, ...which } });
    video.srcObject = stream;
    await video.play();
    const track = stream.getVideoTracks()[0]!;
    const devices = (await media.enumerateDevices()).filter(({ kind }) => kind === 'videoinput').map(({ deviceId }) => deviceId);
    return { ok: true, camera: describe(track, devices) };
  } catch (error) {
    closeCamera(video);
    return { ok: false, fault: faultOf(error) };
  }
}

function describe(track: MediaStreamTrack, devices: readonly string[]): Camera {
  // Firefox has no such method.
  const able: ImageCapabilities = 'getCapabilities' in track ? track.getCapabilities() : {};
  const settings = track.getSettings() as MediaTrackSettings & { readonly zoom?: number };
  const zoom =
    able.zoom === undefined || able.zoom.max <= able.zoom.min
      ? undefined
      : { min: able.zoom.min, max: able.zoom.max, step: able.zoom.step || 0.1, value: settings.zoom ?? able.zoom.min };
  return { track, hasTorch: able.torch === true, zoom, devices, device: settings.deviceId ?? '' };
}

/** Lets go of the camera: its light goes out. */
export function closeCamera(video: HTMLVideoElement): void {
  const stream = video.srcObject;
  if (stream instanceof MediaStream) for (const track of stream.getTracks()) track.stop();
  video.srcObject = null;
}

export async function setTorch({ track }: Camera, on: boolean): Promise<void> {
  await apply(track, { torch: on });
}

export async function setZoom({ track }: Camera, zoom: number): Promise<void> {
  await apply(track, { zoom });
}

/** A phone that promised a light and then refuses keeps scanning without. */
async function apply(track: MediaStreamTrack, wish: ImageConstraints): Promise<void> {
  await track.applyConstraints({ advanced: [wish] }).catch(() => undefined);
}

/** Web views of these give pages no camera, or a black picture. */
const in_app = /Zalo|FBAN|FBAV|FB_IAB|Instagram|Messenger|Line\/|musical_ly|BytedanceWebview|TikTok|MicroMessenger/i;

export function isInApp(): boolean {
  return in_app.test(navigator.userAgent);
}

function whyMissing(): CameraFault {
  if (isInApp()) return 'in_app';
  return window.isSecureContext ? 'unsupported' : 'insecure';
}

function faultOf(error: unknown): CameraFault {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return isInApp() ? 'in_app' : 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    default:
      return isInApp() ? 'in_app' : 'unsupported';
  }
}
