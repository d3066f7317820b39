import type { BoardCalls } from '../cpu/messages.js';
import type { Behaviour } from '../image/firmware-identity.js';

/** The hardware as firmware with a flaw finds it: at the flaw's place it stops for ever, or panics. */
export function withFlaw(calls: BoardCalls, behaviour: Behaviour | null, panic: () => void): BoardCalls {
  const hang = (): Promise<never> => new Promise(() => {});
  const crash = (): Promise<never> => {
    panic();
    return hang();
  };
  switch (behaviour) {
    case 'hang-on-join':
      return { ...calls, wifiConnect: hang };
    case 'crash-on-join':
      return { ...calls, wifiConnect: crash };
    case 'hang-after-boot':
      return { ...calls, bootScriptDone: hang };
    case 'crash-after-boot':
      return { ...calls, bootScriptDone: crash };
    default:
      return calls;
  }
}
