using OtaTools.Server;
using OtaTools.Server.Cli;

// The editor's backend: decided before anything of the command line is loaded.
if (args is ["--stdio", ..])
{
    using var input = StandardStreams.OpenInput();
    using var output = StandardStreams.OpenOutput();
    return await new ServerHost().RunAsync(input, output, CancellationToken.None);
}

UserLanguage.Apply();
return await CommandLine.RunAsync(args, new CommandLineConsole());
