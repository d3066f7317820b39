import type { SimulatedBoard } from '@otatools/simulator';

const INTERVAL_MS = 10;

/** Waits until the board has printed the text after the given position of its console. */
export async function printed(board: SimulatedBoard, text: string, from = 0, timeoutMs = 20_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!board.console.slice(from).includes(text)) {
    if (performance.now() > deadline) {
      throw new Error(`the board never printed ${JSON.stringify(text)}; it printed ${JSON.stringify(board.console.slice(from).slice(-1000))}`);
    }
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
  }
}
