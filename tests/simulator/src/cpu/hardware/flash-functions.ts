import { bytesAt, type HalContext, type HalFunctions } from './hal.js';

export function flashFunctions({ link, memory }: HalContext): HalFunctions {
  return {
    flash_read: (flashAddress: number, address: number, length: number) => {
      const data = link.call('flashRead', flashAddress, length);
      memory().set(data, address);
      return length;
    },

    flash_write: (flashAddress: number, address: number, length: number) => {
      link.call('flashWrite', flashAddress, bytesAt(memory(), address, length));
      return length;
    },

    flash_erase: (flashAddress: number, length: number) => {
      link.call('flashErase', flashAddress, length);
      return 0;
    },

    ota_boot_partition: () => link.call('otaBootPartition'),

    ota_set_boot: (partition: number) => {
      link.call('otaSetBoot', partition);
      return 0;
    },

    ota_mark_valid: () => {
      link.call('otaMarkValid');
      return 0;
    },
  };
}
