import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { ResponseError } from 'vscode-jsonrpc/node';
import { Sidecar } from '../../support/sidecar.js';
import { Watch } from '../../support/until.js';

/** A sidecar that is killed when the test ends, however that went. */
export async function startSidecar(test: TestContext, env?: NodeJS.ProcessEnv): Promise<Sidecar> {
  const sidecar = await Sidecar.start('en', env);
  test.after(() => sidecar.kill());
  return sidecar;
}

export interface Refusal {
  readonly code: number;
  readonly message: string;
  readonly data?: { readonly reason?: string; readonly evidence?: string | null };
}

/** The error with which a request is answered; a result fails the test. */
export async function refusal(request: Promise<unknown>): Promise<Refusal> {
  const outcome = await request.then((value) => ({ value }), (error: unknown) => ({ error }));
  assert.ok('error' in outcome, `answered with ${JSON.stringify((outcome as { value: unknown }).value)}`);
  assert.ok(outcome.error instanceof ResponseError, String(outcome.error));
  return outcome.error as unknown as Refusal;
}

export interface Progress {
  readonly token: string | number;
  readonly value: { readonly kind: 'begin' | 'report' | 'end'; readonly title?: string; readonly message?: string; readonly percentage?: number };
}

/** All progress that the sidecar reports. */
export function watchProgress(sidecar: Sidecar): Watch<Progress> {
  const seen = new Watch<Progress>();
  sidecar.on<Progress>('$/progress', (progress) => seen.add(progress));
  return seen;
}
