using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Newtonsoft.Json;
using OtaTools.Core;
using OtaTools.Core.Connection;
using OtaTools.Core.Firmware.Verdicts;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Cli;

/// <summary>The command line's tree and its one error boundary.</summary>
internal static class CommandLine
{
    /// <summary>After Ctrl-C, until the program is ended whatever it does: `serve` waits for its boards.</summary>
    private static readonly TimeSpan TimeToEnd = ServeUntilStopped.LongestWait + TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(string[] args, CommandLineConsole console)
    {
        var options = new CommonOptions();
        // Not a RootCommand: that takes its name from the assembly.
        var root = new Command("otatools", Messages.RootDescription())
        {
            new HelpOption { Recursive = true },
            new VersionOption(),
            PortsCommand.Create(options, console),
            InfoCommand.Create(options, console),
            UploadCommand.Create(options, console),
            FileCommands.CreateList(options, console),
            FileCommands.CreateCat(options, console),
            FileCommands.CreateGet(options, console),
            FileCommands.CreateRemove(options, console),
            RemoveCommand.Create(options, console),
            ScriptsCommand.Create(options, console),
            ConsoleCommand.Create(options, console),
            ResetCommand.Create(options, console),
            InspectCommand.Create(options, console),
            ExtractCommand.Create(options, console),
            MakeOtaCommand.Create(options, console),
            PackCommand.Create(options, console),
            ServeCommand.Create(options, console),
            CheckCommand.Create(options, console),
            BoardsCommand.Create(options, console),
            RolloutCommand.Create(options, console),
            UpdateCommand.Create(options, console),
            KeygenCommand.Create(options, console),
            SignCommand.Create(options, console),
            VerifyCommand.Create(options, console),
            PublishCommand.Create(options, console),
            ReleasesCommand.Create(options, console),
            PointerCommands.CreatePromote(options, console),
            PointerCommands.CreateWithdraw(options, console),
        };
        // Documentation only: Program.cs takes it before this tree is built.
        root.Options.Add(new Option<bool>("--stdio") { Description = Messages.OptionStdio() });
        root.SetAction(parsed => root.Parse(["--help"]).Invoke());
        foreach (var argument in root.Subcommands.SelectMany(command => command.Arguments.Concat(command.Subcommands.SelectMany(verb => verb.Arguments))))
        {
            argument.Validators.Add(RefuseUnknownOptions);
        }

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                console.Note(error.Message);
            }

            console.Note(Messages.SeeHelp());
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeToEnd });
        }
        catch (OtaToolsException e)
        {
            Report(e, console, parsed.GetValue(options.Json));
            return ExitCode.Of(e.Code);
        }
        catch (OperationCanceledException)
        {
            console.Note(Messages.Interrupted());
            return ExitCode.Interrupted;
        }
        catch (Exception e)
        {
            // A fault of ours: all of it, for a report.
            console.Note(Messages.Unexpected(e));
            return ExitCode.Unexpected;
        }
    }

    /// <summary>A misspelt option is no path: it would be looked for as a file, and what follows it sent to a board.</summary>
    private static void RefuseUnknownOptions(ArgumentResult result)
    {
        if (result.Tokens.FirstOrDefault(token => token.Value.Length > 1 && token.Value[0] == '-') is { } token)
        {
            result.AddError(Messages.UnknownOption(token.Value));
        }
    }

    private static void Report(OtaToolsException failure, CommandLineConsole console, bool json)
    {
        if (json)
        {
            console.Out(ContractSerializer.ToLine(new FailureLine(failure.Code.ToString(), (int)failure.Code, failure.Message, failure.Evidence, failure.Finding, failure.Connection)));
        }

        console.Note(Messages.Failed(failure.Message));
        if (OptionHint.For(failure.Code) is { } hint)
        {
            console.Note(hint);
        }
    }

    private sealed record FailureLine([property: JsonProperty("error")] string Error, int Code, string Message, string? Evidence, Finding? Finding, ConnectionReport? Connection);
}
