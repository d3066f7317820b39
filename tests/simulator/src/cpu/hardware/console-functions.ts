import { bytesAt, type HalContext, type HalFunctions } from './hal.js';

const NOTHING_YET = -4;

export function consoleFunctions({ console, memory }: HalContext): HalFunctions {
  return {
    write_text: (address: number, length: number) => {
      console.writeText(bytesAt(memory(), address, length));
      return length;
    },

    write_raw: (address: number, length: number) => {
      console.writeRaw(bytesAt(memory(), address, length));
      return length;
    },

    read_byte: () => console.read() ?? NOTHING_YET,

    has_input: () => (console.hasInput ? 1 : 0),
  };
}
