using System.CommandLine;
using OtaTools.Core.Publishing;
using OtaTools.Server.Features.Publishing;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Cli;

internal static class ReleasesCommand
{
    public static Command Create(CommonOptions options, CommandLineConsole console)
    {
        var publishing = new PublishOptions();
        var command = new Command("releases", Messages.ReleasesDescription()) { options.Json };
        publishing.AddTargetTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = publishing.TargetOf(parsed);
            using var changes = new PointerChanges(target, null, TimeProvider.System);
            var found = await changes.ReleasesAsync(parsed.GetValue(publishing.Name), cancellationToken);
            if (parsed.GetValue(options.Json))
            {
                console.Out(ContractSerializer.ToLine(new ReleasesResult(found)));
                return ExitCode.Ok;
            }

            foreach (var line in found.Count == 0 ? [Messages.ReleasesNothing(parsed.GetRequiredValue(publishing.To))] : found.SelectMany(PublishText.OfReleases))
            {
                console.Out(line);
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
