import type { RememberedTarget } from '../../infrastructure/memory';
import type { PublishTarget } from '../../server/protocol';

/** For a person: the folder, or s3://bucket/prefix. */
export function titleOf({ kind, folder, bucket, prefix }: PublishTarget): string {
  return kind === 'folder' ? (folder ?? '') : `s3://${[bucket, prefix].filter(Boolean).join('/')}`;
}

/** What tells two buckets of one name apart, and where boards read. */
export function detailOf({ endpoint, region, publicUrl }: PublishTarget): string {
  return [endpoint, region, publicUrl].filter(Boolean).join(' · ');
}

export function isSameTarget(one: PublishTarget, other: PublishTarget): boolean {
  return one.kind === other.kind && titleOf(one) === titleOf(other) && one.endpoint === other.endpoint;
}

/** As a request has it. */
export function withoutMemory({ hasOwnKey: _, ...target }: RememberedTarget): PublishTarget {
  return target;
}
