using System.CommandLine;
using OtaTools.Core;
using OtaTools.Core.Device;
using OtaTools.Core.Firmware;
using OtaTools.Core.Firmware.Catalog;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Cli;

internal static class InspectCommand
{
    public static Command Create(CommonOptions options, CommandLineConsole console)
    {
        var paths = new Argument<string[]>("FILE|DIR") { Description = Messages.ArgumentFiles(), Arity = ArgumentArity.OneOrMore };
        var command = new Command("inspect", Messages.InspectDescription()) { paths, options.Json };
        options.AddDeviceTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var board = await BoardOfAsync(options, parsed, cancellationToken);
            var files = new List<InspectedFile>();
            foreach (var path in parsed.GetRequiredValue(paths))
            {
                files.AddRange(await InspectAsync(path, board, console, cancellationToken));
            }

            if (parsed.GetValue(options.Json))
            {
                console.Out(ContractSerializer.ToLine(new InspectionReport(InspectionReport.CurrentSchema, board, files)));
            }
            else
            {
                files.ForEach(file => InspectionText.Write(file, console));
            }

            return files.Count == 0 || files.Any(file => file.Verdict is null) ? ExitCode.Unreadable
                : files.Any(file => file.Verdict!.Worst >= Severity.Warning) ? ExitCode.Problems
                : ExitCode.Ok;
        });
        return command;
    }

    /// <summary>The board that was named; none is asked otherwise.</summary>
    private static async Task<BoardFacts?> BoardOfAsync(CommonOptions options, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(parsed.GetValue(options.Device)))
        {
            return null;
        }

        await using var session = await options.OpenAsync(parsed, cancellationToken);
        return (await session.GetInfoAsync(options.TimeoutOf(parsed), cancellationToken)).ToFacts();
    }

    private static async Task<IEnumerable<InspectedFile>> InspectAsync(string path, BoardFacts? board, CommandLineConsole console, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
        {
            var (listed, truncated) = await FirmwareList.AllOfAsync(path, board, cancellationToken);
            if (truncated || listed.Count == 0)
            {
                console.Note(truncated ? Messages.MoreFiles(path, listed.Count) : Messages.NoFirmwareIn(path));
            }

            return listed.Select(file => file is { Image: { } found, Verdict: { } verdict }
                ? InspectedFile.Of(file.Path, found, verdict)
                : InspectedFile.Unreadable(file.Path, file.Why ?? ""));
        }

        try
        {
            var image = await FirmwareFiles.InspectAsync(path, cancellationToken);
            return [InspectedFile.Of(path, image, Verdict.Of(image, board))];
        }
        catch (OtaToolsException e) when (e.Code == ErrorCode.FirmwareUnreadable)
        {
            return [InspectedFile.Unreadable(path, e.Message)];
        }
    }
}
