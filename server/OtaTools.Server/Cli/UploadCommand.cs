using System.CommandLine;
using OtaTools.Core;
using OtaTools.Core.Configuration;
using OtaTools.Core.Device.Files;
using OtaTools.Core.Firmware.Signing;
using OtaTools.Server.Features.Scripts;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Cli;

internal static class UploadCommand
{
    public static Command Create(CommonOptions options, CommandLineConsole console)
    {
        var paths = new Argument<string[]>("PATH") { Description = Messages.ArgumentPaths(), Arity = ArgumentArity.ZeroOrMore };
        FileCommands.RefuseOptions(paths);
        var to = new Option<string>("--to") { Description = Messages.OptionTo(), HelpName = "FOLDER", DefaultValueFactory = _ => "/" };
        var command = new Command("upload", Messages.UploadDescription()) { paths, to, options.Json };
        options.AddDeviceTo(command);
        options.AddConfigurationTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var files = parsed.GetValue(paths) is { Length: > 0 } some
                ? await PutAsync(some, parsed.GetValue(to)!, options, parsed, console, cancellationToken)
                : await UploadScriptsAsync(options, parsed, console, cancellationToken);
            if (parsed.GetValue(options.Json))
            {
                console.Out(ContractSerializer.ToLine(new UploadResult(files)));
                return ExitCode.Ok;
            }

            foreach (var file in files)
            {
                console.Out(Describe(file));
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<IReadOnlyList<FileOutcome>> UploadScriptsAsync(
        CommonOptions options, ParseResult parsed, CommandLineConsole console, CancellationToken cancellationToken)
    {
        var configuration = ConfigurationOf(options, parsed, console);
        await using var session = await options.OpenAsync(parsed, cancellationToken);
        return await new Uploader(session).UploadScriptsAsync(
            configuration, parsed.GetValue(options.BootPy), FileCommands.Progress(console), options.TimeoutOf(parsed), cancellationToken);
    }

    private static async Task<IReadOnlyList<FileOutcome>> PutAsync(
        string[] paths, string to, CommonOptions options, ParseResult parsed, CommandLineConsole console, CancellationToken cancellationToken)
    {
        Option[] forScripts = [options.Ssid, options.PasswordFile, options.FirmwareUrl, options.BootPy, options.Key, options.NoKey];
        if (Array.Find(forScripts, option => parsed.GetResult(option) is { Implicit: false }) is { } wrong)
        {
            throw new OtaToolsException(ErrorCode.ConfigurationInvalid, Messages.FilesNotConfigured(wrong.Name));
        }

        var files = LocalFiles.Read(LocalFiles.Find(paths, to));
        await using var session = await options.OpenAsync(parsed, cancellationToken);
        return await new Uploader(session).PutAsync(files, FileCommands.Progress(console), options.TimeoutOf(parsed), cancellationToken);
    }

    /// <returns>The modulus; empty removes the key, null keeps what the board has.</returns>
    private static string? KeyOf(CommonOptions options, ParseResult parsed) => (parsed.GetValue(options.Key), parsed.GetValue(options.NoKey)) switch
    {
        (not null, true) => throw new OtaToolsException(ErrorCode.ConfigurationInvalid, Messages.KeyOrNoKey()),
        ({ } file, _) => PublicKey.Parse(KeyFiles.Read(file.FullName)).Modulus,
        (_, true) => "",
        _ => null,
    };

    public static BoardConfiguration ConfigurationOf(CommonOptions options, ParseResult parsed, CommandLineConsole console)
    {
        var key = KeyOf(options, parsed); // before anybody is asked for a password
        var ssid = parsed.GetValue(options.Ssid);
        var password = ssid is null ? null : WifiPassword.Get(parsed.GetValue(options.PasswordFile), ssid, console);
        return BoardConfiguration.Create(ssid, password, parsed.GetValue(options.FirmwareUrl), key);
    }

    public static string Describe(FileOutcome file) => file.Change switch
    {
        FileChange.New => Messages.FileNew(file.Path, file.Bytes),
        FileChange.Changed => Messages.FileChanged(file.Path, file.Bytes),
        _ => Messages.FileUnchanged(file.Path),
    };
}
