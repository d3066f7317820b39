import type { AppImage } from './app-image.js';

export const behaviours = ['hang', 'crash', 'no-wifi', 'hang-on-join', 'crash-on-join', 'hang-after-boot', 'crash-after-boot'] as const;
export type Behaviour = (typeof behaviours)[number];
export const BEHAVIOUR_MARKER = 'SIM-BEHAVIOUR:';

/** What an image says about the MicroPython in it. */
export interface FirmwareIdentity {
  /** With the leading v, for example `v1.26.0`. */
  readonly version: string;
  readonly date: string;
  readonly machine: string;
  /** `sys.implementation._build`: null before v1.25. */
  readonly build: string | null;
  readonly behaviour: Behaviour | null;
}

const SYS_VERSION = /3\.4\.0; MicroPython (v\S+) on (\d{4}-\d{2}-\d{2})/;
const BUILD = /([A-Z0-9]+(?:[_-][A-Z0-9]+)*)\0+3\.4\.0; MicroPython /;
const MACHINE_LINE = /Machine {5}: ([^\r\n\0]+)/;
const MACHINE_IN_BANNER = /; ([^\0]*\bwith ESP32[^\0]*)\0/;
const BEHAVIOUR = new RegExp(`${BEHAVIOUR_MARKER}(${behaviours.join('|')})\\0`);

/** An image that boots but holds no MicroPython. */
const UNKNOWN = { version: 'v0.0.0', date: '2000-01-01', machine: 'Generic ESP32 module with ESP32' };

export function identify(image: AppImage): FirmwareIdentity {
  const text = image.content.toString('latin1');
  const version = SYS_VERSION.exec(text);
  return {
    version: version?.[1] ?? UNKNOWN.version,
    date: version?.[2] ?? UNKNOWN.date,
    machine: (MACHINE_LINE.exec(text) ?? MACHINE_IN_BANNER.exec(text))?.[1] ?? UNKNOWN.machine,
    build: BUILD.exec(text)?.[1] ?? null,
    behaviour: (BEHAVIOUR.exec(text)?.[1] as Behaviour | undefined) ?? null,
  };
}

/** `v1.26.0-preview.3` → [1, 26, 0, 'preview.3'], as in `sys.implementation.version`. */
export function versionTuple(version: string): [number, number, number, string] {
  const match = /^v(\d+)\.(\d+)(?:\.(\d+))?(?:-(.*))?$/.exec(version);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3] ?? 0), match[4] ?? ''] : [0, 0, 0, version];
}
