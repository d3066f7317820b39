using System.CommandLine;
using OtaTools.Core;
using OtaTools.Core.Device.Files;
using OtaTools.Server.Features.Files;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Cli;

/// <summary>ls, cat, get and rm: the files of a board.</summary>
internal static class FileCommands
{
    public static Command CreateList(CommonOptions options, CommandLineConsole console)
    {
        var path = new Argument<string>("PATH") { Description = Messages.ArgumentBoardPath(), DefaultValueFactory = _ => "/" };
        var recursive = Recursive();
        var command = Create("ls", Messages.ListDescription(), options, path, recursive, options.Json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await options.OpenAsync(parsed, cancellationToken);
            var entries = await new BoardFolder(session).ListAsync(parsed.GetRequiredValue(path), parsed.GetValue(recursive), options.TimeoutOf(parsed), cancellationToken);
            Show(options, console, parsed, new ListResult(entries), entries.Select(entry => entry.Folder ? $"{"",10} {entry.Path}/" : $"{entry.Size,10:N0} {entry.Path}"));
            return ExitCode.Ok;
        });
        return command;
    }

    public static Command CreateCat(CommonOptions options, CommandLineConsole console)
    {
        var path = new Argument<string>("PATH") { Description = Messages.ArgumentBoardPath() };
        var command = Create("cat", Messages.CatDescription(), options, path, options.Json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await options.OpenAsync(parsed, cancellationToken);
            var content = await new BoardFolder(session).ReadAsync(parsed.GetRequiredValue(path), null, options.TimeoutOf(parsed), cancellationToken);
            if (parsed.GetValue(options.Json))
            {
                console.Out(ContractSerializer.ToLine(new FileContent(parsed.GetRequiredValue(path), content.Length, Convert.ToBase64String(content))));
            }
            else
            {
                console.Raw(content);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    public static Command CreateGet(CommonOptions options, CommandLineConsole console)
    {
        var path = new Argument<string>("PATH") { Description = Messages.ArgumentBoardPath() };
        var target = new Argument<string>("LOCAL") { Description = Messages.ArgumentLocalPath(), DefaultValueFactory = _ => "." };
        var command = Create("get", Messages.GetDescription(), options, path, target, options.Json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await options.OpenAsync(parsed, cancellationToken);
            var files = await new Downloader(session).GetAsync(
                parsed.GetRequiredValue(path), parsed.GetRequiredValue(target), Progress(console), options.TimeoutOf(parsed), cancellationToken);
            Show(options, console, parsed, new GetResult(files), files.Select(file => Messages.FileFetched(file.Path, file.Target, file.Bytes)));
            return ExitCode.Ok;
        });
        return command;
    }

    public static Command CreateRemove(CommonOptions options, CommandLineConsole console)
    {
        var paths = new Argument<string[]>("PATH") { Description = Messages.ArgumentBoardPath(), Arity = ArgumentArity.OneOrMore };
        RefuseOptions(paths);
        var recursive = Recursive();
        var command = Create("rm", Messages.RmDescription(), options, paths, recursive, options.Json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await options.OpenAsync(parsed, cancellationToken);
            var removed = await new BoardFolder(session).RemoveAsync(
                parsed.GetRequiredValue(paths), parsed.GetValue(recursive), options.TimeoutOf(parsed), cancellationToken);
            Show(
                options,
                console,
                parsed,
                new RemoveFilesResult(removed),
                removed.Select(one => one.Count > 1 ? Messages.TreeRemoved(one.Path, one.Count) : Messages.FileRemoved(one.Path)));
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>One line that the next one overwrites.</summary>
    public static IProgress<UploadProgress> Progress(CommandLineConsole console) =>
        new InPlaceProgress<UploadProgress>(p => console.Progress($"{p.Path}  {p.Done:N0} / {p.Total:N0} B"));

    /// <summary>A verb that takes any number of paths would take a misspelt option for one.</summary>
    public static void RefuseOptions(Argument<string[]> paths) => paths.Validators.Add(result =>
    {
        foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
        {
            result.AddError(Messages.NoSuchOption(token.Value));
        }
    });

    private static Option<bool> Recursive() => new("--recursive", "-r") { Description = Messages.OptionRecursive() };

    private static Command Create(string name, string description, CommonOptions options, params Symbol[] symbols)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Arguments.Add(argument);
            }
            else
            {
                command.Options.Add((Option)symbol);
            }
        }

        options.AddDeviceTo(command);
        return command;
    }

    private static void Show(CommonOptions options, CommandLineConsole console, ParseResult parsed, object result, IEnumerable<string> lines)
    {
        foreach (var line in parsed.GetValue(options.Json) ? [ContractSerializer.ToLine(result)] : lines)
        {
            console.Out(line);
        }
    }

    private sealed record FileContent(string Path, int Bytes, string Base64);
}
