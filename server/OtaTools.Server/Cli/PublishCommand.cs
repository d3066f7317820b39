using System.CommandLine;
using OtaTools.Core;
using OtaTools.Core.Firmware.Releases;
using OtaTools.Core.Publishing;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Cli;

internal static class PublishCommand
{
    public static Command Create(CommonOptions options, CommandLineConsole console)
    {
        var publishing = new PublishOptions();
        var file = new Argument<string>("FILE") { Description = Messages.ArgumentFirmware() };
        var deltas = new Option<int>("--deltas") { Description = Messages.OptionDeltas(), HelpName = "K", DefaultValueFactory = _ => PublishRequest.DefaultDeltas };
        var sequence = new Option<long?>("--sequence") { Description = Messages.OptionSequence(), HelpName = "N" };
        var dryRun = new Option<bool>("--dry-run") { Description = Messages.OptionDryRun() };
        var command = new Command("publish", Messages.PublishDescription()) { file, publishing.Share, deltas, sequence, dryRun, publishing.Force, options.Json };
        publishing.AddTargetTo(command);
        publishing.AddSignatureTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = publishing.TargetOf(parsed);
            var share = publishing.ShareOf(parsed) ?? Turn.Everyone;
            using var key = publishing.KeyOf(parsed, console);
            var request = new PublishRequest(
                parsed.GetRequiredValue(file), parsed.GetValue(publishing.Name), share, parsed.GetValue(deltas), parsed.GetValue(sequence), key, parsed.GetValue(publishing.Unsigned), parsed.GetValue(publishing.Force));
            using var publisher = new Publisher(target, null, TimeProvider.System, new InPlaceProgress<PublishProgress>(p => console.Progress(p.Percent is { } percent ? $"{p.Message}  {percent} %" : p.Message)));
            var json = parsed.GetValue(options.Json);
            if (parsed.GetValue(dryRun))
            {
                var plan = await publisher.PlanAsync(request, cancellationToken);
                Tell(console, json ? [ContractSerializer.ToLine(plan)] : PublishText.OfPlan(plan), plan.Notes);
                return ExitCode.Ok;
            }

            var result = await publisher.PublishAsync(request, cancellationToken);
            Tell(console, json ? [ContractSerializer.ToLine(result)] : PublishText.OfResult(result), result.Plan.Notes);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Tell(CommandLineConsole console, IEnumerable<string> lines, IEnumerable<string> notes)
    {
        foreach (var note in notes)
        {
            console.Note(note);
        }

        foreach (var line in lines)
        {
            console.Out(line);
        }
    }
}
