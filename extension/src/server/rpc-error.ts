import type { ConnectionReport, Finding } from './protocol';

/** An error answer of the sidecar, as vscode-jsonrpc throws it. */
export interface RpcError extends Error {
  readonly code: number;
  readonly data?: { readonly reason?: string; readonly evidence?: string; readonly finding?: Finding; readonly connection?: ConnectionReport };
}

/** LSP's RequestCancelled, vscode-jsonrpc's PendingResponseRejected and ConnectionInactive. */
const REQUEST_CANCELLED = -32800;
const CONNECTION_LOST: readonly number[] = [-32097, -32096];

// Told by its code, not by its class, so that the language client need not be loaded to look at an error.
export function isRpcError(error: unknown): error is RpcError {
  return error instanceof Error && typeof (error as { code?: unknown }).code === 'number';
}

export function isCancelled(error: unknown): boolean {
  return isRpcError(error) && error.code === REQUEST_CANCELLED;
}

/** The link to the sidecar was lost under the request. */
export function isConnectionLost(error: unknown): boolean {
  return isRpcError(error) && CONNECTION_LOST.includes(error.code);
}
