import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../support/paths.js';
import { dotnetBuild } from '../support/dotnet-build.js';
import { Program } from '../support/program.js';

export const peerName = 'hello-world, same runtime';

/** What `dotnet new console` makes, waiting on stdin afterwards; no ICU, as in the product. */
const project = `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <InvariantGlobalization>true</InvariantGlobalization>
  </PropertyGroup>
</Project>
`;
const code = `Console.WriteLine("Hello, World!");
Console.In.ReadLine();
`;

/** The least that a program of this runtime can be. */
export class HelloWorld {
  private constructor(private readonly assembly: string) {}

  /** Outside of the repository, whose build settings would reach it otherwise. */
  static build(folder: string): HelloWorld {
    writeFileSync(path.join(folder, 'Hello.csproj'), project);
    writeFileSync(path.join(folder, 'Program.cs'), code);
    copyFileSync(path.join(root, 'global.json'), path.join(folder, 'global.json'));
    dotnetBuild('Hello.csproj', folder);
    return new HelloWorld(path.join(folder, 'bin/Release/net10.0/Hello.dll'));
  }

  start(): Program {
    return new Program('dotnet', [this.assembly]);
  }
}
