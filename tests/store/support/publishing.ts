// The command line with the store's keys, and images to publish.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { buildAppImage } from '@otatools/simulator';
import { CommandLine, type Finished, resultOf } from '../../sidecar/support/command-line.js';
import { temporaryFolder } from '../../sidecar/support/folder.js';
import { ACCESS_KEY, SECRET_KEY } from './engine.js';

/** Of the standard chain; nothing of this machine's own. */
export const storeKeys: NodeJS.ProcessEnv = {
  AWS_ACCESS_KEY_ID: ACCESS_KEY,
  AWS_SECRET_ACCESS_KEY: SECRET_KEY,
  AWS_SESSION_TOKEN: '',
  AWS_PROFILE: '',
  AWS_REGION: '',
  AWS_ENDPOINT_URL: '',
  AWS_ENDPOINT_URL_S3: '',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
  AWS_CONFIG_FILE: '/nonexistent',
};

export const NAME = 'ESP32_GENERIC-OTA';

export interface Images {
  readonly folder: string;
  readonly old: string;
  readonly next: string;
  readonly third: string;
}

/** Three versions, as files; small, so that they are packed at once. */
export function images(test: TestContext): Images {
  const folder = temporaryFolder(test);
  const build = (name: string, version: string, date: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, buildAppImage({ version, date, size: 90_000, seed: 7 }));
    return file;
  };
  return {
    folder,
    old: build('fw-v1.26.0.app-bin', 'v1.26.0', '2025-08-09'),
    next: build('fw-v1.27.0.app-bin', 'v1.27.0', '2025-12-09'),
    third: build('fw-v1.28.0.app-bin', 'v1.28.0', '2026-04-09'),
  };
}

export class Publishing {
  /** @param to With what goes with it: ['s3://bucket/prefix', '--endpoint', URL], or [folder]. */
  constructor(private readonly test: TestContext, private readonly to: readonly string[], private readonly env: NodeJS.ProcessEnv = storeKeys) {}

  start(verb: string, ...args: string[]): CommandLine {
    return CommandLine.start(this.test, [verb, ...args, '--to', ...this.to], this.env, 90_000);
  }

  run(verb: string, ...args: string[]): Promise<Finished> {
    return this.start(verb, ...args).finished;
  }

  publish(file: string, ...args: string[]): CommandLine {
    return this.start('publish', file, '--name', NAME, ...args);
  }

  async published(file: string, ...args: string[]): Promise<Published> {
    const done = await this.publish(file, '--json', ...args).finished;
    assert.equal(done.code, 0, done.stderr);
    return resultOf<Published>(done);
  }

  async releases(): Promise<Released> {
    const done = await this.run('releases', '--json');
    assert.equal(done.code, 0, done.stderr);
    const [pointer] = resultOf<{ pointers: Released[] }>(done).pointers;
    assert.ok(pointer, 'nothing is published');
    return pointer;
  }

  /** It fails by this error, and says what to do. */
  async refused(error: string, advice: RegExp, verb: string, ...args: string[]): Promise<void> {
    const done = await this.run(verb, ...args, '--json');
    assert.equal(done.code, 10, done.stdout + done.stderr);
    assert.equal(resultOf<{ error: string }>(done).error, error);
    assert.match(done.stderr, advice);
  }
}

export interface Published {
  readonly plan: {
    readonly release: string;
    readonly isDone: boolean;
    readonly bytesToPut: number;
    readonly files: readonly { readonly name: string; readonly kind: string; readonly state: string }[];
    readonly firmwareUrl: string | null;
    readonly notes: readonly string[];
  };
  readonly readability: string;
}

export interface Released {
  readonly pointer: { readonly version: string; readonly share: number } | null;
  readonly all: readonly { readonly id: string; readonly version: string; readonly isCurrent: boolean; readonly isWithdrawn: boolean; readonly share: number | null; readonly deltas: number }[];
}
