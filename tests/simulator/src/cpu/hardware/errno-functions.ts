import type { HalContext, HalFunctions } from './hal.js';

/** The interpreter's numbers as built, and lwIP's for the same names. */
const renumbered: Readonly<Record<number, number>> = { 98: 112, 103: 113, 106: 127, 107: 128, 110: 116, 113: 118, 115: 119 };

/** Offsets in `mp_obj_dict_t`, and the size of an entry of its table: key and value. */
const CAPACITY_OFFSET = 8;
const TABLE_OFFSET = 12;
const WORD = 4;
const ENTRY_SIZE = 2 * WORD;

export function errnoFunctions({ memory }: HalContext): HalFunctions {
  return {
    /** Changes the error numbers, keys or values, in the dictionary at this address. */
    renumber_errors: (dictionary: number) => {
      const bytes = memory();
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const capacity = view.getUint32(dictionary + CAPACITY_OFFSET, true);
      const table = view.getUint32(dictionary + TABLE_OFFSET, true);
      for (let word = table; word < table + capacity * ENTRY_SIZE; word += WORD) {
        const number = renumbered[smallInt(view.getUint32(word, true)) ?? -1];
        if (number !== undefined) view.setUint32(word, number * 2 + 1, true);
      }
      return 0;
    },
  };
}

/** A small integer is kept doubled with the lowest bit set. */
function smallInt(word: number): number | null {
  return word & 1 ? word >> 1 : null;
}
