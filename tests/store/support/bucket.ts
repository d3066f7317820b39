// Just enough of S3's own language for tests to prepare and look at a bucket (AWS Signature Version 4).
import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { ACCESS_KEY, SECRET_KEY } from './engine.js';

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

export class Bucket {
  constructor(private readonly url: string, readonly name: string) {}

  /** Made, and where boards read it: anonymously, without a list. */
  async create(isPublic = true): Promise<void> {
    await this.send('PUT', '');
    if (isPublic) {
      await this.send('PUT', '', 'policy=', Buffer.from(JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${this.name}/*` }],
      })));
    }
  }

  async keys(prefix: string): Promise<string[]> {
    const list = (await this.send('GET', '', `list-type=2&prefix=${encodeURIComponent(prefix)}`)).toString();
    return [...list.matchAll(/<Key>([^<]*)<\/Key>/g)].map((match) => match[1]!.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
  }

  get(key: string): Promise<Buffer> {
    return this.send('GET', key);
  }

  async put(key: string, content: Buffer): Promise<void> {
    await this.send('PUT', key, '', content);
  }

  async remove(key: string): Promise<void> {
    await this.send('DELETE', key);
  }

  /** All files of one folder, into another. */
  async copy(from: string, to: string): Promise<void> {
    for (const key of await this.keys(`${from}/`)) {
      await this.put(to + key.slice(from.length), await this.get(key));
    }
  }

  private async send(method: string, key: string, query = '', body: Buffer = Buffer.alloc(0)): Promise<Buffer> {
    const { host } = new URL(this.url);
    const pathname = `/${this.name}${key === '' ? '' : `/${key.split('/').map(encodeURIComponent).join('/')}`}`;
    const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    const scope = `${time.slice(0, 8)}/us-east-1/s3/aws4_request`;
    const hash = sha256(body);
    const sorted = query.split('&').sort().join('&');
    const request = [method, pathname, sorted, `host:${host}`, `x-amz-content-sha256:${hash}`, `x-amz-date:${time}`, '', 'host;x-amz-content-sha256;x-amz-date', hash].join('\n');
    const signingKey = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${SECRET_KEY}`);
    const signature = hmac(signingKey, ['AWS4-HMAC-SHA256', time, scope, sha256(request)].join('\n')).toString('hex');
    const response = await fetch(`${this.url}${pathname}${query === '' ? '' : `?${query}`}`, {
      method,
      headers: {
        'x-amz-content-sha256': hash,
        'x-amz-date': time,
        authorization: `AWS4-HMAC-SHA256 Credential=${ACCESS_KEY}/${scope}, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=${signature}`,
      },
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    });
    const content = Buffer.from(await response.arrayBuffer());
    assert.ok(response.ok, `${method} ${pathname}: ${response.status} ${content.toString().slice(0, 300)}`);
    return content;
  }
}
