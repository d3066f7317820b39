using System.CommandLine;
using OtaTools.Core.Fleet;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Cli;

/// <summary>The boards that asked a folder for firmware, and what a person does to them.</summary>
internal static class BoardsCommand
{
    public static Command Create(CommonOptions options, CommandLineConsole console)
    {
        var folder = new Argument<string>("DIR") { Description = Messages.ArgumentFolder(), DefaultValueFactory = _ => "." };
        var command = new Command("boards", Messages.BoardsDescription()) { folder, options.Json };
        command.SetAction((parsed, cancellationToken) => ShowAsync(
            FleetOf(parsed.GetRequiredValue(folder), console),
            parsed.GetValue(options.Json),
            console,
            (fleet, seen) => seen.Boards.Count == 0 ? Messages.NoBoards(fleet.Root) : null,
            FleetText.Lines,
            cancellationToken));
        command.Subcommands.Add(CreateName(options, console));
        command.Subcommands.Add(CreateVerb("hold", Messages.HoldDescription(), options, console, (actions, boards, cancelled) => actions.HoldAsync(boards, true, cancelled)));
        command.Subcommands.Add(CreateVerb("unhold", Messages.UnholdDescription(), options, console, (actions, boards, cancelled) => actions.HoldAsync(boards, false, cancelled)));
        command.Subcommands.Add(CreateVerb("forget", Messages.ForgetDescription(), options, console, (actions, boards, cancelled) => actions.ForgetAsync(boards, cancelled)));
        command.Subcommands.Add(CreateUpdate(options, console));
        return command;
    }

    /// <summary>What this process has to say about the records goes beside the result.</summary>
    public static BoardFleet FleetOf(string root, CommandLineConsole console)
    {
        var fleets = new Fleets();
        fleets.Noted += console.Note;
        return fleets.Of(root);
    }

    /// <param name="none">What to say where there is nothing to show, else null.</param>
    public static async Task<int> ShowAsync(
        BoardFleet fleet, bool json, CommandLineConsole console, Func<BoardFleet, FleetSnapshot, string?> none, Func<FleetSnapshot, IEnumerable<string>> lines, CancellationToken cancellationToken)
    {
        var seen = await fleet.ViewAsync(_ => null, cancellationToken);
        if (json)
        {
            console.Out(ContractSerializer.ToLine(FleetReport.Of(fleet, seen)));
            return ExitCode.Ok;
        }

        if (none(fleet, seen) is { } nothing)
        {
            console.Note(nothing);
        }

        foreach (var line in lines(seen))
        {
            console.Out(line);
        }

        return ExitCode.Ok;
    }

    private static Command CreateName(CommonOptions options, CommandLineConsole console)
    {
        var board = new Argument<string>("BOARD") { Description = Messages.ArgumentBoard() };
        var name = new Argument<string>("NAME") { Description = Messages.ArgumentBoardName(), DefaultValueFactory = _ => "" };
        var command = new Command("name", Messages.NameDescription()) { board, name, options.Root, options.Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var actions = new FleetActions(FleetOf(parsed.GetRequiredValue(options.Root), console));
            Report(options, console, parsed, await actions.NameAsync(parsed.GetRequiredValue(board), parsed.GetValue(name), cancellationToken));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command CreateVerb(
        string verb,
        string description,
        CommonOptions options,
        CommandLineConsole console,
        Func<FleetActions, string[], CancellationToken, Task<IReadOnlyList<string>>> act)
    {
        var boards = new Argument<string[]>("BOARD") { Description = Messages.ArgumentBoard(), Arity = ArgumentArity.OneOrMore };
        var command = new Command(verb, description) { boards, options.Root, options.Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var actions = new FleetActions(FleetOf(parsed.GetRequiredValue(options.Root), console));
            Report(options, console, parsed, await act(actions, parsed.GetRequiredValue(boards), cancellationToken));
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command CreateUpdate(CommonOptions options, CommandLineConsole console)
    {
        var boards = new Argument<string[]>("BOARD") { Description = Messages.ArgumentBoardsToUpdate(), Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("update", Messages.UpdateBoardsDescription()) { boards, options.Root, options.Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var actions = new FleetActions(FleetOf(parsed.GetRequiredValue(options.Root), console));
            var named = parsed.GetValue(boards) ?? [];
            var ordered = await actions.UpdateAsync(named.Length == 0 ? null : named, _ => Task.FromResult(false), cancellationToken);
            foreach (var line in parsed.GetValue(options.Json) ? [ContractSerializer.ToLine(new OrderedBoards(ordered))] : ordered.Select(board => $"{board.Id}  {board.Message}"))
            {
                console.Out(line);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static void Report(CommonOptions options, CommandLineConsole console, ParseResult parsed, IReadOnlyList<string> boards)
    {
        foreach (var line in parsed.GetValue(options.Json) ? [ContractSerializer.ToLine(new ChangedBoards(boards))] : boards.Select(board => Messages.BoardChanged(board)))
        {
            console.Out(line);
        }
    }

    private sealed record ChangedBoards(IReadOnlyList<string> Boards);

    private sealed record OrderedBoards(IReadOnlyList<OrderedBoard> Boards);
}
