using System.CommandLine;
using OtaTools.Core;
using OtaTools.Core.Configuration;
using OtaTools.Core.Device.Files;
using OtaTools.Server.Features.Scripts;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Cli;

internal static class UploadCommand
{
    public static Command Create(CommonOptions options, CommandLineConsole console)
    {
        var command = new Command("upload", Messages.UploadDescription()) { options.Json };
        options.AddDeviceTo(command);
        options.AddConfigurationTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var configuration = ConfigurationOf(options, parsed, console);
            await using var session = await options.OpenAsync(parsed, cancellationToken);
            var files = await new Uploader(session).UploadScriptsAsync(
                configuration,
                parsed.GetValue(options.BootPy),
                new InPlaceProgress<UploadProgress>(p => console.Progress($"{p.Path}  {p.Done:N0} / {p.Total:N0} B")),
                options.TimeoutOf(parsed),
                cancellationToken);
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

    public static BoardConfiguration ConfigurationOf(CommonOptions options, ParseResult parsed, CommandLineConsole console)
    {
        var ssid = parsed.GetValue(options.Ssid);
        var password = ssid is null ? null : WifiPassword.Get(parsed.GetValue(options.PasswordFile), ssid, console);
        return BoardConfiguration.Create(ssid, password, parsed.GetValue(options.FirmwareUrl));
    }

    public static string Describe(FileOutcome file) => file.Change switch
    {
        FileChange.New => Messages.FileNew(file.Path, file.Bytes),
        FileChange.Changed => Messages.FileChanged(file.Path, file.Bytes),
        _ => Messages.FileUnchanged(file.Path),
    };
}
