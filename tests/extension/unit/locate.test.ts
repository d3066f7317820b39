import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { locateSidecar, type Surroundings } from '../../../extension/src/server/locate';
import { hasFramework } from '../../../extension/src/server/runtimes';

const at = (...parts: string[]): string => path.join('/ext', ...parts);
const executable = at('extension/sidecar/OtaTools.Server');
const portable = at('extension/sidecar/OtaTools.Server.dll');
const build = (kind: string): string => at('server/OtaTools.Server/bin', kind, 'net10.0/OtaTools.Server.dll');

function around(files: string[], rest: Partial<Surroundings> = {}): Surroundings {
  return {
    serverPath: '',
    extensionPath: '/ext',
    development: false,
    windows: false,
    exists: (file) => files.includes(file),
    dotnet: () => Promise.resolve('dotnet'),
    ...rest,
  };
}

const withDotnet = (dll: string): unknown => ({ command: 'dotnet', args: ['--roll-forward', 'Major', dll, '--stdio'] });

test('the setting comes first, an executable or a .dll', async () => {
  assert.deepEqual(await locateSidecar(around(['/own/server', executable], { serverPath: '/own/server' })), { command: '/own/server', args: ['--stdio'] });
  assert.deepEqual(await locateSidecar(around(['/own/Server.DLL'], { serverPath: '/own/Server.DLL' })), withDotnet('/own/Server.DLL'));
});

test('a setting that names nothing is told, and nothing else is taken in its place', async () => {
  assert.deepEqual(await locateSidecar(around([executable], { serverPath: '/gone' })), { missing: 'serverPath' });
});

test('the bundled executable needs no dotnet', async () => {
  const none = { dotnet: () => Promise.reject(new Error('not asked for')) };
  assert.deepEqual(await locateSidecar(around([executable, portable], none)), { command: executable, args: ['--stdio'] });
  assert.deepEqual(await locateSidecar(around([`${executable}.exe`], { ...none, windows: true })), { command: `${executable}.exe`, args: ['--stdio'] });
});

test('the portable build is started with dotnet, or dotnet is asked for', async () => {
  assert.deepEqual(await locateSidecar(around([portable])), withDotnet(portable));
  assert.deepEqual(await locateSidecar(around([portable], { dotnet: () => Promise.resolve(undefined) })), { missing: 'dotnet' });
});

test('in development the build output is taken, Release before Debug', async () => {
  const development = { development: true };
  assert.deepEqual(await locateSidecar(around([build('Debug'), build('Release'), executable], development)), withDotnet(build('Release')));
  assert.deepEqual(await locateSidecar(around([build('Debug')], development)), withDotnet(build('Debug')));
  assert.deepEqual(await locateSidecar(around([executable], development)), { missing: 'build' });
});

test('a runtime is good from .NET 10 on, and only with ASP.NET Core', () => {
  assert.equal(hasFramework('Microsoft.AspNetCore.App 10.0.1 [/usr/share]\nMicrosoft.NETCore.App 10.0.1 [/usr/share]\n'), true);
  assert.equal(hasFramework('Microsoft.AspNetCore.App 11.0.0-preview.1 [C:\\dotnet]\r\n'), true);
  assert.equal(hasFramework('Microsoft.AspNetCore.App 9.0.0 [x]\nMicrosoft.NETCore.App 10.0.1 [x]'), false);
  assert.equal(hasFramework(''), false);
});
