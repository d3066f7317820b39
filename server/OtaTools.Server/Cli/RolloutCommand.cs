using System.CommandLine;
using OtaTools.Core;
using OtaTools.Core.Fleet;
using OtaTools.Core.Fleet.Rollouts;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Cli;

/// <summary>An image to some boards first, and to the rest when these proved themselves.</summary>
internal static class RolloutCommand
{
    public static Command Create(CommonOptions options, CommandLineConsole console)
    {
        var command = new Command("rollout", Messages.RolloutDescription());
        command.Subcommands.Add(CreateStart(options, console));
        command.Subcommands.Add(CreateStatus(options, console));
        command.Subcommands.Add(CreateVerb("pause", Messages.RolloutPauseDescription(), options, console, (actions, id, cancelled) => actions.PauseAsync(id, cancelled)));
        command.Subcommands.Add(CreateVerb("resume", Messages.RolloutResumeDescription(), options, console, (actions, id, cancelled) => actions.ResumeAsync(id, cancelled)));
        command.Subcommands.Add(CreateVerb("stop", Messages.RolloutStopDescription(), options, console, (actions, id, cancelled) => actions.StopAsync(id, cancelled)));
        return command;
    }

    private static Command CreateStart(CommonOptions options, CommandLineConsole console)
    {
        var file = new Argument<string>("FILE") { Description = Messages.ArgumentRolloutFile() };
        var first = new Option<string>("--first") { Description = Messages.OptionFirst(), HelpName = "N|P%", Required = true };
        var stopAfter = new Option<string>("--stop-after") { Description = Messages.OptionStopAfter(), HelpName = "N|P%", DefaultValueFactory = _ => RolloutPlan.DefaultStopAfter };
        var patience = new Option<double>("--patience") { Description = Messages.OptionPatience(), HelpName = "MINUTES", DefaultValueFactory = _ => RolloutPlan.DefaultPatience };
        var command = new Command("start", Messages.RolloutStartDescription()) { file, first, stopAfter, patience, options.Root, options.Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var actions = new RolloutActions(BoardsCommand.FleetOf(parsed.GetRequiredValue(options.Root), console));
            Show(options, console, parsed, await actions.StartAsync(
                parsed.GetRequiredValue(file), parsed.GetRequiredValue(first), parsed.GetRequiredValue(stopAfter), parsed.GetValue(patience), cancellationToken));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command CreateStatus(CommonOptions options, CommandLineConsole console)
    {
        var command = new Command("status", Messages.RolloutStatusDescription()) { options.Root, options.Json };
        command.SetAction((parsed, cancellationToken) => BoardsCommand.ShowAsync(
            BoardsCommand.FleetOf(parsed.GetRequiredValue(options.Root), console),
            parsed.GetValue(options.Json),
            console,
            (fleet, seen) => seen.Rollouts.Count == 0 ? Messages.NoRollouts(fleet.Root) : null,
            seen => seen.Rollouts.SelectMany(FleetText.Lines),
            cancellationToken));
        return command;
    }

    private static Command CreateVerb(
        string verb,
        string description,
        CommonOptions options,
        CommandLineConsole console,
        Func<RolloutActions, string, CancellationToken, Task<RolloutState>> act)
    {
        var file = new Argument<string>("FILE") { Description = Messages.ArgumentRolloutOf(), DefaultValueFactory = _ => "" };
        var command = new Command(verb, description) { file, options.Root, options.Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var fleet = BoardsCommand.FleetOf(parsed.GetRequiredValue(options.Root), console);
            var rollouts = (await fleet.ViewAsync(_ => null, cancellationToken)).Rollouts;
            Show(options, console, parsed, await act(new RolloutActions(fleet), Meant(rollouts, fleet.Root, parsed.GetRequiredValue(file)), cancellationToken));
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>The rollout of a file; without one, the only one that goes on, or else the only one that is not stopped.</summary>
    internal static string Meant(IReadOnlyList<RolloutState> rollouts, string root, string file)
    {
        var path = file.Length == 0 ? null : "/" + Path.GetRelativePath(root, Path.GetFullPath(file)).Replace(Path.DirectorySeparatorChar, '/');
        var meant = rollouts.Where(one => path is null ? one.Stage is not (RolloutStage.Stopped or RolloutStage.Done) : one.Path == path).ToList();
        if (path is null && meant.Count == 0)
        {
            meant = [.. rollouts.Where(one => one.Stage == RolloutStage.Done)]; // a board may come later, and is not to have it
        }

        return meant.Count switch
        {
            1 => meant[0].Id,
            0 => throw new OtaToolsException(ErrorCode.RolloutUnknown, Messages.NoRollouts(root)),
            _ => throw new OtaToolsException(ErrorCode.RolloutUnknown, Messages.SeveralRollouts(string.Join(", ", meant.Select(one => one.Path)))),
        };
    }

    private static void Show(CommonOptions options, CommandLineConsole console, ParseResult parsed, RolloutState state)
    {
        foreach (var line in parsed.GetValue(options.Json) ? [ContractSerializer.ToLine(state)] : FleetText.Lines(state))
        {
            console.Out(line);
        }
    }
}
