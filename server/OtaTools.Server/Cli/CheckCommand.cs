using System.CommandLine;
using OtaTools.Core;
using OtaTools.Core.Connection;
using OtaTools.Core.Serving.Surrounding;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Cli;

/// <summary>`check`: can the board reach this computer, and if not, why.</summary>
internal static class CheckCommand
{
    public static Command Create(CommonOptions options, CommandLineConsole console)
    {
        var command = new Command("check", Messages.CheckDescription()) { options.Port, options.Address, options.Json };
        options.AddDeviceTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new CheckRequest(
                null,
                ServingAddress.RequirePort(parsed.GetValue(options.Port)),
                ServingAddress.Named(parsed.GetValue(options.Address)),
                Surroundings.Look(remoteName: null),
                IsServerExpected: false,
                options.TimeoutOf(parsed));
            await using var session = await options.OpenAsync(parsed, cancellationToken);
            var report = await new ConnectionCheck(session).RunAsync(request, new InPlaceProgress<string>(console.Note), cancellationToken);
            if (parsed.GetValue(options.Json))
            {
                console.Out(ContractSerializer.ToLine(report));
            }
            else
            {
                Show(report, console);
            }

            return report.Ok ? ExitCode.Ok : ExitCode.Of(ErrorCode.BoardCannotReachServer);
        });
        return command;
    }

    private static void Show(ConnectionReport report, CommandLineConsole console)
    {
        foreach (var (what, seen) in report.Sides)
        {
            console.Out($"{what}: {seen}");
        }

        console.Out(report.Message);
        if (report.Fix is { } fix)
        {
            console.Out(fix);
        }
    }
}
