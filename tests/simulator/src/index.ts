export type { BoardCounters, BoardState } from './board/board-state.js';
export type { Fault } from './board/faults.js';
export { BadRequest } from './board/faults.js';
export type { BoardOptions } from './board/options.js';
export { SimulatedBoard } from './board/simulated-board.js';
export type { LayoutName } from './flash/partition-table.js';
export { buildFullFlash } from './image/full-flash.js';
export { buildAppImage, type ImageOptions } from './image/image-builder.js';
export type { Network } from './network/wifi.js';
