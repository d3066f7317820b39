/** Why the chip starts; the counters and the ROM's first line are named after it. */
export type ResetCause = 'power' | 'hardware' | 'software' | 'soft' | 'watchdog' | 'panic' | 'brown-out' | 'deepsleep';

export const resetCauses: readonly ResetCause[] = ['power', 'hardware', 'software', 'soft', 'watchdog', 'panic', 'brown-out', 'deepsleep'];

/** `machine.reset_cause()`. The EN pin and a brown-out look like a power-on to the ESP32. */
export const machineResetCause: Record<ResetCause, number> = {
  power: 1, hardware: 1, software: 5, soft: 5, watchdog: 3, panic: 5, 'brown-out': 1, deepsleep: 4,
};

const romReason: Record<Exclude<ResetCause, 'soft'>, string> = {
  power: 'rst:0x1 (POWERON_RESET)',
  hardware: 'rst:0x1 (POWERON_RESET)',
  software: 'rst:0xc (SW_CPU_RESET)',
  watchdog: 'rst:0x8 (TG1WDT_SYS_RESET)',
  panic: 'rst:0xc (SW_CPU_RESET)',
  'brown-out': 'rst:0xf (RTCWDT_BROWN_OUT_RESET)',
  deepsleep: 'rst:0x5 (DEEPSLEEP_RESET)',
};

export function romText(cause: Exclude<ResetCause, 'soft'>): string {
  return [
    'ets Jul 29 2019 12:21:46', '', `${romReason[cause]},boot:0x13 (SPI_FAST_FLASH_BOOT)`, 'configsip: 0, SPIWP:0xee',
    'clk_drv:0x00,q_drv:0x00,d_drv:0x00,cs0_drv:0x00,hd_drv:0x00,wp_drv:0x00', 'mode:DIO, clock div:2',
    'load:0x3fff0030,len:4892', 'load:0x40078000,len:14896', 'load:0x40080400,len:4', 'load:0x40080404,len:3372',
    'entry 0x400805b0', '',
  ].join('\r\n');
}

/** The ROM where IO0 was low at the reset: it waits for esptool, and what a REPL is sent means nothing to it. */
export const downloadText = [
  'ets Jul 29 2019 12:21:46', '', 'rst:0x1 (POWERON_RESET),boot:0x3 (DOWNLOAD_BOOT(UART0/UART1/SDIO_REI_REO_V2))',
  'waiting for download', '',
].join('\r\n');
