// `npm run protocol`: writes extension/src/server/protocol.ts anew from the C# contract.
import process from 'node:process';
import { run } from './setup.mjs';

run('dotnet', ['test', 'tests/OtaTools.Server.Tests', '--nologo', '--filter', 'FullyQualifiedName~The_extension_s_types_are_those_of_the_contract'], {
  env: { ...process.env, OTATOOLS_WRITE_PROTOCOL: '1' },
});
