import { EspError } from '../../board/esp-error.js';
import { micropythonErrno } from '../interpreter/errno.js';
import type { HalContext, HalFunctions } from './hal.js';

/** Where the board's file system is mounted inside the interpreter's. */
export const MOUNT_POINT = '/flash';

export function fileFunctions({ fileSystem, shared }: HalContext): HalFunctions {
  return {
    /** What a test has limited the file system to; 0 or less where its size is that of its partition. */
    file_system_blocks: () => shared.fileSystemBlocks,

    rename: (oldPath: string, newPath: string) => {
      try {
        fileSystem.rename(`${MOUNT_POINT}${oldPath}`, `${MOUNT_POINT}${newPath}`);
        return 0;
      } catch (error) {
        if (error instanceof fileSystem.ErrnoError) throw new EspError(micropythonErrno(error.errno));
        throw error;
      }
    },
  };
}
