using System.CommandLine;

namespace OtaTools.Server.Cli;

internal static class ResetCommand
{
    public static Command Create(CommonOptions options, CommandLineConsole console)
    {
        var command = new Command("reset", Messages.ResetDescription());
        options.AddDeviceTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await options.OpenAsync(parsed, cancellationToken);
            await session.ResetAsync(options.TimeoutOf(parsed), cancellationToken);
            console.Out(Messages.WasReset(session.Address));
            return ExitCode.Ok;
        });
        return command;
    }
}
