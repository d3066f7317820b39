using System.CommandLine;
using OtaTools.Core.Device.Files;
using OtaTools.Server.Features.Scripts;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Cli;

internal static class RemoveCommand
{
    public static Command Create(CommonOptions options, CommandLineConsole console)
    {
        var command = new Command("remove", Messages.RemoveDescription()) { options.Json };
        options.AddDeviceTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await options.OpenAsync(parsed, cancellationToken);
            var outcome = await new Remover(session).RemoveAsync(options.TimeoutOf(parsed), cancellationToken);
            if (parsed.GetValue(options.Json))
            {
                console.Out(ContractSerializer.ToLine(RemoveResult.Of(outcome)));
                return ExitCode.Ok;
            }

            foreach (var line in Describe(outcome))
            {
                console.Out(line);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static IEnumerable<string> Describe(RemovalOutcome outcome)
    {
        if (outcome.Removed.Count == 0 && outcome.BootPy is BootPyRemoval.None)
        {
            yield return Messages.NothingToRemove();
        }

        foreach (var path in outcome.Removed)
        {
            yield return Messages.FileRemoved(path);
        }

        if (outcome.BootPy == BootPyRemoval.Restored)
        {
            yield return Messages.BootPyRestored();
        }
        else if (outcome.BootPy == BootPyRemoval.CallsUs)
        {
            yield return Messages.BootPyCallsUs();
        }
    }
}
