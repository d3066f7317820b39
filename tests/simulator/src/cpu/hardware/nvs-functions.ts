import type { HalContext, HalFunctions } from './hal.js';

/** Values cross as text: a negative number would look like an error. */
export function nvsFunctions({ link }: HalContext): HalFunctions {
  return {
    nvs_get: (namespace: string, key: string, kind: 'i32' | 'blob') => {
      const value = link.call('nvsGet', namespace, key, kind);
      return 'i32' in value ? String(value.i32) : value.blob;
    },

    nvs_set_i32: (namespace: string, key: string, value: number) => {
      link.call('nvsSet', namespace, key, { i32: value });
      return 0;
    },

    nvs_set_blob: (namespace: string, key: string, hexadecimal: string) => {
      link.call('nvsSet', namespace, key, { blob: hexadecimal });
      return 0;
    },

    nvs_erase: (namespace: string, key: string) => {
      link.call('nvsErase', namespace, key);
      return 0;
    },

    nvs_commit: () => {
      link.call('nvsCommit');
      return 0;
    },
  };
}
